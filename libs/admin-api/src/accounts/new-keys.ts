import type { ImportAccounts } from '#contracts';
import type { ScramKeys } from '#ports';
import { deriveKeys, UnusablePassword } from '#sasl';
import { ApiProblem } from '../problems/api-problem.js';

/** SCRAM keys of a password; refuses one that SASLprep (RFC 4013) forbids. */
export async function keysOf(password: string): Promise<ScramKeys> {
  try {
    return await deriveKeys(password);
  } catch (error) {
    if (error instanceof UnusablePassword) {
      throw new ApiProblem('password-not-allowed', { detail: error.message });
    }
    throw error;
  }
}

const HASH_BYTES = { sha1: 20, sha256: 32 } as const;

/** Refuses imported keys that no password could ever match: stored, they would be accounts nobody can enter. */
export function checkKeys(keys: ImportAccounts['accounts'][number]['keys']): boolean {
  return (
    bytesIn(keys.salt) >= 8 &&
    (['sha1', 'sha256'] as const).every((hash) =>
      [keys[hash].storedKey, keys[hash].serverKey].every((key) => bytesIn(key) === HASH_BYTES[hash]),
    )
  );
}

/** Decoded length of base64 in its canonical form; -1 for anything else. */
function bytesIn(text: string): number {
  const decoded = Buffer.from(text, 'base64');
  return decoded.toString('base64') === text ? decoded.length : -1;
}
