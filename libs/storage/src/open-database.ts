import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { makeDataDir } from './data-dir.js';
import { inspectDatabase, type Thoroughness } from './database-inspection.js';
import { entities } from './entities/index.js';
import { checkNotLost } from './lost-database.js';
import { migrations } from './migrations/index.js';
import { asStorageError } from './storage-error.js';

/** Where the database of a data directory is. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'dormouse.db');

/** A file larger than this is read whole at a start only after a stop that was not clean: a GiB takes seconds. */
const CHECKED_ALWAYS_BELOW = 256 * 1024 * 1024;

/** Says what is wrong with a data directory's database, by throwing {@link StorageError}, and changes nothing. */
export async function checkDatabase(dataDir: string): Promise<void> {
  checkNotLost(databaseFile(dataDir));
  await checkDatabaseFile(databaseFile(dataDir));
}

/** As {@link checkDatabase}, wherever the file is. */
export const checkDatabaseFile = (file: string, thoroughness: Thoroughness = 'always'): Promise<void> =>
  inspectDatabase(file, new Set(migrations.map(({ name }) => name)), thoroughness);

export interface OpenOptions {
  /** Whether every commit waits for the disk. */
  readonly fsync?: boolean;
  /** After a clean stop, a file of so many bytes or more is not read whole. */
  readonly afterCleanStopBelow?: number;
}

/**
 * Opens the database of a data directory, makes both where they are missing, and brings the tables up to date. The caller
 * holds the directory's lock. Throws {@link StorageError} with one sentence that says what to do; a file that cannot be used
 * is left as it was.
 */
export async function openDatabase(
  dataDir: string,
  { fsync = false, afterCleanStopBelow = CHECKED_ALWAYS_BELOW }: OpenOptions = {},
): Promise<DataSource> {
  await makeDataDir(dataDir);
  const file = databaseFile(dataDir);
  checkNotLost(file);
  await checkDatabaseFile(file, { afterCleanStopBelow });
  await makePrivately(file);

  const dataSource = new DataSource({
    type: 'sqlite',
    database: file,
    entities,
    migrations,
    synchronize: false,
    enableWAL: true,
    busyTimeout: 5000,
  });
  try {
    await dataSource.initialize();
    // With WAL, NORMAL loses no commit when the process dies, and only the last ones when the power does; FULL not even those.
    await dataSource.query(`PRAGMA synchronous = ${fsync ? 'FULL' : 'NORMAL'}`);
    await dataSource.runMigrations({ transaction: 'all' });
    return dataSource;
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw asStorageError(error, file);
  }
}

/**
 * The keys of every account are in there, and the directory may be one that others can read; SQLite gives its side files the
 * same mode. It also says now that we may not write, where SQLite would open for reading and say it at the first write.
 */
async function makePrivately(file: string): Promise<void> {
  try {
    await (await open(file, 'a', 0o600)).close();
  } catch (error) {
    throw asStorageError(error, file);
  }
}
