import type { Buffer } from 'node:buffer';
import { createHash, createHmac, pbkdf2 } from 'node:crypto';

/** The hashes SCRAM is used with (RFC 5802, RFC 7677), by the names that both node:crypto and {@link ScramKeys} have for them. */
export type ScramHash = 'sha1' | 'sha256';

export const hashSize = { sha1: 20, sha256: 32 } as const;

export const h = (hash: ScramHash, data: Uint8Array): Buffer => createHash(hash).update(data).digest();

export const hmac = (hash: ScramHash, key: Uint8Array | string, text: string): Buffer =>
  createHmac(hash, key).update(text).digest();

/** Hi() of RFC 5802 §2.2: PBKDF2 with one block, computed in the thread pool. `password` is prepared already. */
export const saltPassword = (
  hash: ScramHash,
  password: string,
  salt: Uint8Array,
  iterations: number,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    pbkdf2(password, salt, iterations, hashSize[hash], hash, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** StoredKey := H(HMAC(SaltedPassword, "Client Key")) (RFC 5802 §3). */
export const storedKeyOf = (hash: ScramHash, salted: Uint8Array): Buffer =>
  h(hash, hmac(hash, salted, 'Client Key'));

/** ServerKey := HMAC(SaltedPassword, "Server Key") (RFC 5802 §3). */
export const serverKeyOf = (hash: ScramHash, salted: Uint8Array): Buffer => hmac(hash, salted, 'Server Key');
