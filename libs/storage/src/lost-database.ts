import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StorageError } from './storage-error.js';

/**
 * Without the database every session of the journal would be ended for want of its account. The journal is made after the
 * database: one that stands alone comes of a file that was moved or emptied, or of half a restore, and is left as it is.
 * @throws {StorageError} `lost`
 */
export function checkNotLost(file: string): void {
  // Before its first checkpoint SQLite may have all of a database in the log beside it.
  if (size(file) + size(`${file}-wal`) > 0) return;
  const journal = join(dirname(file), 'journal');
  if (entries(journal).length === 0) return;
  throw new StorageError(
    'lost',
    `${file} is missing or empty, but ${journal} is there, which may hold sessions of its accounts: nothing was touched. Put the database back or restore a backup; to begin anew, remove the journal as well.`,
  );
}

const size = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const entries = (folder: string): readonly string[] =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
