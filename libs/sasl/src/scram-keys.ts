import type { Buffer } from 'node:buffer';
import { createHmac, randomBytes } from 'node:crypto';
import { saslprep } from './saslprep.js';
import { type ScramHash, saltPassword, serverKeyOf, storedKeyOf } from './scram-hash.js';

/** SCRAM keys of an account (RFC 5802 §3), field for field those of the account store. All values base64. */
export interface ScramKeys {
  readonly salt: string;
  readonly iterations: number;
  readonly sha1: { readonly storedKey: string; readonly serverKey: string };
  readonly sha256: { readonly storedKey: string; readonly serverKey: string };
}

/** RFC 7677 §4 asks for 4096 at least; this is what new accounts get. */
export const defaultIterations = 10_000;

const SALT_BYTES = 16;

/** A password no account can have. The message says why and never holds the password. */
export class UnusablePassword extends Error {
  override readonly name = 'UnusablePassword';
}

const keyPair = async (hash: ScramHash, password: string, salt: Buffer, iterations: number) => {
  const salted = await saltPassword(hash, password, salt, iterations);
  return {
    storedKey: storedKeyOf(hash, salted).toString('base64'),
    serverKey: serverKeyOf(hash, salted).toString('base64'),
  };
};

/** The keys to store for a password; the salt is random unless given. Costs two PBKDF2 runs in the thread pool.
 *  @throws {UnusablePassword} when the password is empty or SASLprep forbids it
 *  @throws {RangeError} when `iterations` is not a positive integer */
export const deriveKeys = async (
  password: string,
  {
    iterations = defaultIterations,
    salt = randomBytes(SALT_BYTES),
  }: { iterations?: number; salt?: Buffer } = {},
): Promise<ScramKeys> => {
  if (!Number.isSafeInteger(iterations) || iterations < 1) {
    throw new RangeError(`iterations must be a positive integer, not ${iterations}`);
  }
  if (password === '') throw new UnusablePassword('The password is empty.');
  const prepared = saslprep(password, 'stored');
  if (prepared === undefined) {
    throw new UnusablePassword(
      'The password has characters that SASLprep (RFC 4013) forbids: control characters, emoji and other characters newer ' +
        'than Unicode 3.2, or left-to-right and right-to-left letters mixed.',
    );
  }
  const [sha1, sha256] = await Promise.all([
    keyPair('sha1', prepared, salt, iterations),
    keyPair('sha256', prepared, salt, iterations),
  ]);
  return { salt: salt.toString('base64'), iterations, sha1, sha256 };
};

/** Keys for a user we do not know, the same at every attempt, so that guessing names shows nothing (RFC 5802 §9). Nobody can make a
 *  proof for them: the stored key is the hash of no known client key. */
export const decoyKeys = (secret: string | Uint8Array, username: string, iterations: number): ScramKeys => {
  const derive = (label: string, bytes: number) =>
    createHmac('sha256', secret)
      .update(`${label}\0${username}`)
      .digest()
      .subarray(0, bytes)
      .toString('base64');
  return {
    salt: derive('salt', SALT_BYTES),
    iterations,
    sha1: { storedKey: derive('stored sha1', 20), serverKey: derive('server sha1', 20) },
    sha256: { storedKey: derive('stored sha256', 32), serverKey: derive('server sha256', 32) },
  };
};
