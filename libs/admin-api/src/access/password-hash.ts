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

// 32 MiB and about a tenth of a second for each guess; one of the settings OWASP's Password Storage Cheat Sheet holds equal,
// the one with which a burst of sign-ins costs the XMPP server the least memory.
export const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;

/** `scrypt$N$r$p$salt$hash`, salt and hash base64 (the form Operator.passwordHash has). */
export async function hashPassword(password: string, cost: ScryptCost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await run(password, salt, KEY_BYTES, cost);
  return written(cost, salt, key);
}

/** False for a wrong password. Throws when the stored hash is not one of ours. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const { cost, salt, hash } = read(stored);
  return timingSafeEqual(await run(password, salt, hash.length, cost), hash);
}

/** True for a hash that is cheaper to try than those made today: made anew at the next sign-in, when the password is at hand. */
export function isOutdated(stored: string, today: ScryptCost = COST): boolean {
  const { N, r, p } = read(stored).cost;
  return N * r < today.N * today.r || N * r * p < today.N * today.r * today.p;
}

/** A hash that no password has, as dear to check as a real one: unknown user names take as long as known ones. */
export function hashOfNobody(cost: ScryptCost = COST): string {
  return written(cost, randomBytes(16), randomBytes(KEY_BYTES));
}

function written({ N, r, p }: ScryptCost, salt: Buffer, hash: Buffer): string {
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$');
}

function read(stored: string): { cost: ScryptCost; salt: Buffer; hash: Buffer } {
  const [scheme, N, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new Error('a dashboard password hash in the database is not in the scrypt form');
  }
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

function run(password: string, salt: Buffer, bytes: number, { N, r, p }: ScryptCost): Promise<Buffer> {
  // Node refuses at exactly the memory scrypt needs, so the cap is twice that.
  return derive(password.normalize('NFC'), salt, bytes, { N, r, p, maxmem: 2 * 128 * N * r });
}
