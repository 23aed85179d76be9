import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

export type ScramMechanism = 'SCRAM-SHA-1' | 'SCRAM-SHA-256';

const salted = new Map<string, Buffer>();

/** PBKDF2 is slow by design; the same person signs in many times in one test file. */
function saltedPassword(digest: string, password: string, salt: string, iterations: number): Buffer {
  const key = [digest, password, salt, iterations].join('\0');
  const known = salted.get(key);
  if (known) return known;
  const fresh = pbkdf2Sync(
    password,
    Buffer.from(salt, 'base64'),
    iterations,
    digest === 'sha1' ? 20 : 32,
    digest,
  );
  salted.set(key, fresh);
  return fresh;
}

/** The client's side of one SCRAM exchange without channel binding (RFC 5802 §3, RFC 7677). */
export class ScramExchange {
  readonly #digest: string;
  readonly #nonce = randomBytes(18).toString('base64');
  readonly #firstBare: string;
  #serverSignature = Buffer.alloc(0);

  constructor(
    mechanism: ScramMechanism,
    username: string,
    readonly password: string,
  ) {
    this.#digest = mechanism === 'SCRAM-SHA-1' ? 'sha1' : 'sha256';
    this.#firstBare = `n=${username.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${this.#nonce}`;
  }

  get clientFirst(): string {
    return `n,,${this.#firstBare}`;
  }

  /** Answers server-first with client-final. */
  clientFinal(serverFirst: string): string {
    const fields = new Map(serverFirst.split(',').map((part) => [part[0], part.slice(2)]));
    const nonce = fields.get('r') ?? '';
    if (!nonce.startsWith(this.#nonce) || nonce === this.#nonce)
      throw new Error(`the server's nonce is not ours: ${serverFirst}`);
    const key = saltedPassword(
      this.#digest,
      this.password,
      fields.get('s') ?? '',
      Number(fields.get('i') ?? 0),
    );
    const withoutProof = `c=biws,r=${nonce}`;
    const message = `${this.#firstBare},${serverFirst},${withoutProof}`;
    const hmac = (k: Buffer, text: string) => createHmac(this.#digest, k).update(text).digest();
    const clientKey = hmac(key, 'Client Key');
    const signature = hmac(createHash(this.#digest).update(clientKey).digest(), message);
    this.#serverSignature = hmac(hmac(key, 'Server Key'), message);
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  /** True when server-final proves that the server knows the keys too. */
  verifies(serverFinal: string): boolean {
    const given = Buffer.from(serverFinal.replace(/^v=/, ''), 'base64');
    return given.length === this.#serverSignature.length && timingSafeEqual(given, this.#serverSignature);
  }
}
