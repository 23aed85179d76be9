import type { ImportAccounts } from '#contracts';
import { deriveKeys, UnusablePassword } from '#sasl';
import type { AccountLine, BadLine } from './account-lines.js';

/** The lines whose password no account can have. Costs a single hash iteration each, so that all are known before any work. */
export async function unusablePasswords(accounts: readonly AccountLine[]): Promise<BadLine[]> {
  const bad: BadLine[] = [];
  for (const { line, password } of accounts) {
    try {
      await deriveKeys(password, { iterations: 1 });
    } catch (error) {
      if (!(error instanceof UnusablePassword)) throw error;
      bad.push({ line, problem: error.message });
    }
  }
  return bad;
}

/** The accounts with their SCRAM keys, in order. `onDerived` is called for each one as it is ready. */
export async function deriveAll(
  accounts: readonly AccountLine[],
  inFlight: number,
  onDerived: () => void,
): Promise<ImportAccounts['accounts']> {
  const derived: ImportAccounts['accounts'] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < accounts.length; i = next++) {
      const { jid, password } = accounts[i]!;
      derived[i] = { jid, keys: await deriveKeys(password) };
      onDerived();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return derived;
}

/**
 * Enough to keep every thread of the pool busy. Its size is Node's: `UV_THREADPOOL_SIZE`, 4 by default, and fixed before our
 * first line runs.
 */
export function derivationsInFlight(env: Readonly<Record<string, string | undefined>>): number {
  const threads = Number(env['UV_THREADPOOL_SIZE']);
  return 2 * (Number.isInteger(threads) && threads > 0 ? Math.min(threads, 1024) : 4);
}
