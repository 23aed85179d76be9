import { existsSync } from 'node:fs';
import type { BackupManifest } from '#contracts';
import { BackupError } from '#ports';
import { VERSION } from '#sessions';
import * as storage from '#storage';
import { CommandError } from '../command-error.js';

/** Backs up the data directory of a server that does not run. @throws {CommandError} in one sentence */
export function backUpStopped(dataDir: string, directory: string): Promise<BackupManifest> {
  if (!existsSync(storage.databaseFile(dataDir)))
    throw new CommandError(`There is no Dormouse database in ${dataDir}, so there is nothing to back up.`);
  return locked(dataDir, () => storage.backUpStopped(dataDir, directory, VERSION));
}

/** Restores into the data directory of a server that does not run. @throws {CommandError} in one sentence */
export function restoreStopped(
  directory: string,
  dataDir: string,
  force: boolean,
): Promise<storage.Restoration> {
  return locked(dataDir, () => storage.restoreBackup(directory, dataDir, { force, now: Date.now() }));
}

/** With the data directory for this process alone; it is made where it is missing. */
async function locked<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    await storage.makeDataDir(dataDir);
    const lock = await storage.lockDataDir(dataDir);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (error instanceof BackupError || error instanceof storage.StorageError)
      throw new CommandError(error.message);
    throw error;
  }
}
