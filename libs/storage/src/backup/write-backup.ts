import { mkdir, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { BACKUP_FORMAT, type BackupManifest } from '#contracts';
import { BackupError, type JournalPin } from '#ports';
import { errorCodeOf } from '../storage-error.js';
import { DATABASE, JOURNAL_FOLDER, KEY_FILES, manifestFile } from './data-layout.js';
import { DatabaseSnapshot } from './database-snapshot.js';
import { makeDurable } from './durable.js';
import { copyHashed, digestOf } from './hashed-copy.js';

/** What a backup is made of. */
export interface BackupSource {
  readonly dataDir: string;
  /** Of the server. */
  readonly version: string;
  /** ms since the epoch */
  readonly now: () => number;
  /** Runs its work while nobody writes to the database. */
  readonly standstill: (work: () => Promise<void>) => Promise<void>;
  readonly pinJournal: () => JournalPin;
}

/**
 * Copies database, journal and keys as a kill at one moment would leave them: database and journal are looked at while
 * nobody writes to the database, so what the journal calls stored is in it, and what is stored is in the journal as well.
 * The copying itself holds up nobody. Rejects with {@link BackupError} and leaves nothing behind then.
 */
export async function writeBackup(source: BackupSource, directory: string): Promise<BackupManifest> {
  const made = await prepare(source.dataDir, directory);
  try {
    return await write(source, directory);
  } catch (error) {
    for (const name of await readdir(directory)) await rm(join(directory, name), { recursive: true });
    if (made) await rm(directory, { recursive: true });
    if (error instanceof BackupError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new BackupError(`The backup in ${directory} failed and was removed: ${said}`, { cause: error });
  }
}

async function write(source: BackupSource, directory: string): Promise<BackupManifest> {
  const { dataDir, version } = source;
  const files: BackupManifest['files'] = [];
  const snapshot = await DatabaseSnapshot.open(join(dataDir, DATABASE));
  let pin: JournalPin | undefined;
  let at = 0;
  try {
    await source.standstill(async () => {
      await snapshot.take();
      pin = source.pinJournal();
      at = source.now();
    });
    await mkdir(join(directory, JOURNAL_FOLDER), { mode: 0o700 });
    for (const { name, bytes } of pin?.files ?? []) {
      const path = `${JOURNAL_FOLDER}/${name}`;
      const copy = await copyHashed(join(dataDir, path), join(directory, path), bytes);
      if (copy.bytes < bytes) throw new Error(`the journal file ${name} is shorter than it was written`);
      files.push({ path, ...copy });
    }
    await snapshot.copyTo(join(directory, DATABASE));
  } finally {
    pin?.release();
    await snapshot.close();
  }
  files.push({ path: DATABASE, ...(await digestOf(join(directory, DATABASE))) });
  for (const path of KEY_FILES) {
    if (await isThere(join(dataDir, path)))
      files.push({ path, ...(await copyHashed(join(dataDir, path), join(directory, path))) });
  }
  await makeDurable(join(directory, JOURNAL_FOLDER));
  const manifest = { format: BACKUP_FORMAT, version, at, files };
  await writeManifest(directory, manifest);
  await makeDurable(directory);
  return manifest;
}

/** Whoever finds a manifest finds all that it names: it comes last. */
async function writeManifest(directory: string, manifest: BackupManifest): Promise<void> {
  const file = await open(manifestFile(directory), 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the directory; false where it was there, and empty. */
async function prepare(dataDir: string, directory: string): Promise<boolean> {
  if (!isAbsolute(directory))
    throw new BackupError(`The backup's directory ${directory} must be an absolute path.`);
  try {
    const data = await realpath(dataDir);
    const parent = await realpath(dirname(directory));
    // A restore moves the data directory's contents aside, and the next backup would grow by this one.
    if (`${parent}${sep}`.startsWith(`${data}${sep}`)) {
      throw new BackupError(`${directory} is in the data directory: choose a directory outside of it.`);
    }
    const made = await mkdir(directory, { mode: 0o700 }).then(
      () => true,
      (error: unknown) => {
        if (errorCodeOf(error) === 'EEXIST') return false;
        throw error;
      },
    );
    if (!made && (await readdir(directory)).length > 0) {
      throw new BackupError(`${directory} is not empty: choose a directory that does not exist yet.`);
    }
    return made;
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(
      `The directory ${directory} cannot be made (${errorCodeOf(error) ?? String(error)}): its parent must exist and be writable for the server's user.`,
      { cause: error },
    );
  }
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: unknown) => {
      if (errorCodeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );
}
