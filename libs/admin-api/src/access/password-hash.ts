import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** Cost of a hash (RFC 7914 §2): memory is 128·N·r bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

// 32 MiB and about a tenth of a second for each guess; OWASP's recommendation for this much memory.
const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;

/** `scrypt$N$r$p$salt$hash`, salt and hash base64 (the form Operator.passwordHash has). */
export async function hashPassword(password: string, cost: ScryptCost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await run(password, salt, KEY_BYTES, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** False for a wrong password. Throws when the stored hash is not one of ours. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, n, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new Error('a dashboard password hash in the database is not in the scrypt form');
  }
  const expected = Buffer.from(hash, 'base64');
  const cost = { N: Number(n), r: Number(r), p: Number(p) };
  const key = await run(password, Buffer.from(salt, 'base64'), expected.length, cost);
  return timingSafeEqual(key, expected);
}

/** A hash that no password has, as dear to check as a real one: unknown user names take as long as known ones. */
export function hashOfNobody(): string {
  const secret = randomBytes(KEY_BYTES);
  return [
    'scrypt',
    COST.N,
    COST.r,
    COST.p,
    randomBytes(16).toString('base64'),
    secret.toString('base64'),
  ].join('$');
}

function run(password: string, salt: Buffer, bytes: number, { N, r, p }: ScryptCost): Promise<Buffer> {
  // Node refuses at exactly the memory scrypt needs, so the cap is twice that.
  return derive(password.normalize('NFC'), salt, bytes, { N, r, p, maxmem: 2 * 128 * N * r });
}
