import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupManifest } from '#contracts';
import { errorCodeOf } from '../storage-error.js';
import { JOURNAL_FOLDER, SEGMENT } from './data-layout.js';
import { writeBackup } from './write-backup.js';

/** Backs up a data directory whose lock the caller holds: nothing in it changes meanwhile. Rejects with `BackupError`. */
export async function backUpStopped(
  dataDir: string,
  directory: string,
  version: string,
): Promise<BackupManifest> {
  const files = await segments(join(dataDir, JOURNAL_FOLDER));
  const source = {
    dataDir,
    version,
    now: Date.now,
    standstill: (work: () => Promise<void>) => work(),
    pinJournal: () => ({ files, release: () => undefined }),
  };
  return writeBackup(source, directory);
}

async function segments(folder: string): Promise<{ name: string; bytes: number }[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCodeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const found = names.filter((name) => SEGMENT.test(name)).sort();
  return Promise.all(found.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })));
}
