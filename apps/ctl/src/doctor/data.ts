import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkDatabase, databaseFile, lockDataDir, makeDataDir, StorageError } from '#storage';
import type { Finding } from './finding.js';
import { checkStoredJournal } from './stored-journal.js';

/** Directory, journal and database of a stopped server; makes none of them. */
export async function checkData(dataDir: string): Promise<Finding[]> {
  if (!existsSync(dataDir)) {
    return [{ check: 'data directory', state: 'note', words: `${dataDir} will be made at the first start` }];
  }
  const directory = await attempt('data directory', async () => {
    await makeDataDir(dataDir);
    const lock = await lockDataDir(dataDir);
    await lock.release();
    return `${dataDir} is writable and not in use`;
  });
  if (directory.state === 'problem') return [directory];
  const journal = checkStoredJournal(join(dataDir, 'journal'));
  const there = existsSync(databaseFile(dataDir));
  const database = await attempt('database', async () => {
    await checkDatabase(dataDir);
    return there ? `${databaseFile(dataDir)} is sound` : 'will be made at the first start';
  });
  return [
    directory,
    journal,
    there || database.state === 'problem' ? database : { ...database, state: 'note' },
  ];
}

async function attempt(check: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { check, state: 'ok', words: await work() };
  } catch (error) {
    if (error instanceof StorageError) return { check, state: 'problem', words: error.message };
    throw error;
  }
}
