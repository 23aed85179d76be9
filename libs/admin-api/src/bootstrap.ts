import { randomInt } from 'node:crypto';
import type { OperatorStore } from '#ports';
import { hashPassword } from './access/password-hash.js';

const FIRST_OPERATOR = 'admin';
const GENERATED_LENGTH = 20;
/** Without 0/O, 1/l/I: the password is read from a terminal and typed. 20 of 57 are 116 bits. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/**
 * At first start, when there is no dashboard account yet, makes `admin` with the configured password or a generated
 * one. The generated one is returned this once, to be printed; only its hash is kept.
 */
export async function ensureFirstOperator(
  store: OperatorStore,
  { password }: { password?: string | undefined } = {},
): Promise<{ generated?: string }> {
  if ((await store.count()) > 0) return {};
  const chosen = password ?? generatePassword();
  const passwordHash = await hashPassword(chosen);
  await store.add({ username: FIRST_OPERATOR, passwordHash, role: 'admin', createdAt: Date.now() });
  return password === undefined ? { generated: chosen } : {};
}

function generatePassword(): string {
  return Array.from({ length: GENERATED_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
