import type { Backend } from '../backend/backend.js';
import { CommandError } from '../command-error.js';
import type { Progress } from '../output/progress.js';
import { plural } from '../output/words.js';
import type { AccountLine } from './account-lines.js';
import { deriveAll } from './key-derivation.js';

/** Accounts per insert: a request of about 80 KB, a statement of a few milliseconds. */
const CHUNK = 250;

export interface ImportOutcome {
  readonly added: number;
  /** Lines whose account was there already and was left as it is. */
  readonly existing: readonly AccountLine[];
}

/** Adds the accounts chunk by chunk. When that breaks off, the CommandError says how far it came: nothing is half-done silently. */
export async function importAccounts(
  accounts: readonly AccountLine[],
  backend: Backend,
  { inFlight, progress, chunkSize = CHUNK }: { inFlight: number; progress: Progress; chunkSize?: number },
): Promise<ImportOutcome> {
  let added = 0;
  let derived = 0;
  const existing: AccountLine[] = [];
  for (let start = 0; start < accounts.length; start += chunkSize) {
    const chunk = accounts.slice(start, start + chunkSize);
    try {
      const keyed = await deriveAll(chunk, inFlight, () => {
        derived += 1;
        if (derived % 10 === 0) progress.at(derived);
      });
      const result = await backend.importAccounts(keyed);
      added += result.added;
      const known = new Set(result.existing);
      existing.push(...chunk.filter(({ jid }) => known.has(jid)));
      progress.at(derived);
    } catch (error) {
      progress.end();
      const why = error instanceof Error ? error.message : String(error);
      throw new CommandError(
        `${why}\nThe import stopped before line ${chunk[0]?.line}: ${plural(added, 'account')} had been added by then. ` +
          'Run it again to add the rest; accounts that exist are left as they are.',
      );
    }
  }
  progress.end();
  return { added, existing };
}
