import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** Keys by salt, count and password: deriving them is slow by design, and a client that comes back has them already. */
const known = new Map();

function keysOf(password, salt, iterations) {
  const name = `${salt} ${iterations} ${password}`;
  let keys = known.get(name);
  if (keys === undefined) {
    keys = derive(password, Buffer.from(salt, 'base64'), iterations, 32, 'sha256').then((salted) => {
      const clientKey = hmac(salted, 'Client Key');
      return { clientKey, storedKey: sha256(clientKey), serverKey: hmac(salted, 'Server Key') };
    });
    known.set(name, keys);
  }
  return keys;
}

/** The client's side of one SCRAM-SHA-256 exchange without channel binding (RFC 5802 §3, RFC 7677). */
export class ScramExchange {
  #nonce = randomBytes(12).toString('base64url');
  #serverSignature = '';

  constructor(user, password) {
    this.user = user;
    this.password = password;
  }

  /** base64, for `<auth/>` */
  get first() {
    return Buffer.from(`n,,n=${this.user},r=${this.#nonce}`).toString('base64');
  }

  /** Answers the challenge; both base64. */
  async final(challenge) {
    const serverFirst = Buffer.from(challenge, 'base64').toString();
    const [, nonce, salt, iterations] = /^r=([^,]+),s=([^,]+),i=(\d+)/.exec(serverFirst) ?? [];
    if (!nonce?.startsWith(this.#nonce)) throw new Error(`not an answer to our nonce: ${serverFirst}`);
    const { clientKey, storedKey, serverKey } = await keysOf(this.password, salt, Number(iterations));
    const bare = `c=biws,r=${nonce}`;
    const signed = `n=${this.user},r=${this.#nonce},${serverFirst},${bare}`;
    const signature = hmac(storedKey, signed);
    const proof = clientKey.map((byte, i) => byte ^ signature[i]);
    this.#serverSignature = hmac(serverKey, signed).toString('base64');
    return Buffer.from(`${bare},p=${Buffer.from(proof).toString('base64')}`).toString('base64');
  }

  /** Whether the text of `<success/>` proves that the server knows the keys. */
  verifies(success) {
    return Buffer.from(success, 'base64').toString() === `v=${this.#serverSignature}`;
  }
}
