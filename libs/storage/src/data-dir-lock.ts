import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRawConnection, type RawConnection } from './raw-connection.js';
import { asStorageError, errorCodeOf, StorageError } from './storage-error.js';

const lockFile = (dir: string) => join(dir, 'dormouse.lock');
const pidFile = (dir: string) => join(dir, 'dormouse.pid');

export interface DataDirLock {
  release(): Promise<void>;
}

/**
 * Takes the data directory for this process alone. The lock is an open exclusive transaction on an empty SQLite file, hence
 * a lock of the operating system: it goes with the process however that ends, and no stale file has to be judged.
 * Throws {@link StorageError} `in-use` naming the holder's pid.
 */
export async function lockDataDir(dir: string): Promise<DataDirLock> {
  const connection = await openLock(dir);
  try {
    // The driver waits a second by default; a held lock is held for hours.
    await connection.all('PRAGMA busy_timeout = 0');
    await connection.all('BEGIN EXCLUSIVE');
    await writeFile(pidFile(dir), `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    await connection.close();
    if (errorCodeOf(error) === 'SQLITE_BUSY') throw await inUse(dir, error);
    throw asStorageError(error, lockFile(dir));
  }
  let released: Promise<void> | undefined;
  const release = async () => {
    await rm(pidFile(dir), { force: true });
    await connection.close();
  };
  return {
    release: () => {
      released ??= release();
      return released;
    },
  };
}

async function openLock(dir: string): Promise<RawConnection> {
  try {
    return await openRawConnection(lockFile(dir), { readOnly: false });
  } catch (error) {
    throw asStorageError(error, lockFile(dir));
  }
}

async function inUse(dir: string, cause: unknown): Promise<StorageError> {
  const pid = await readFile(pidFile(dir), 'utf8').catch(() => '');
  const holder = /^\d+\s*$/.test(pid) ? `Dormouse (pid ${pid.trim()})` : 'another Dormouse';
  return new StorageError(
    'in-use',
    `data directory ${dir} is in use by ${holder}: stop that one, or use another data_dir.`,
    cause,
  );
}
