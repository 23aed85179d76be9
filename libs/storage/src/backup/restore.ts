import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BACKUP_FORMAT, type BackupManifest, backupManifestSchema } from '#contracts';
import { BackupError } from '#ports';
import { checkDatabaseFile } from '../open-database.js';
import { errorCodeOf } from '../storage-error.js';
import { DATABASE, isDataFile, LIVE_DATA, manifestFile } from './data-layout.js';
import { makeDurable } from './durable.js';
import { copyHashed } from './hashed-copy.js';

export interface Restoration {
  readonly manifest: BackupManifest;
  /** Where what was there before is now; null where there was nothing. */
  readonly aside: string | null;
}

export interface RestoreOptions {
  /** Move what is in the data directory aside, instead of refusing. */
  readonly force: boolean;
  /** ms since the epoch */
  readonly now: number;
}

/**
 * Brings a backup into a data directory whose lock the caller holds. Everything is copied beside the present data and
 * checked there first; only then it takes its place. Rejects with {@link BackupError}, nothing changed; with `StorageError`
 * for a database that this version cannot use.
 */
export async function restoreBackup(
  directory: string,
  dataDir: string,
  { force, now }: RestoreOptions,
): Promise<Restoration> {
  const manifest = await readManifest(directory);
  const present = (await readdir(dataDir)).filter((name) => LIVE_DATA.includes(name));
  const main = present.filter((name) => !name.startsWith(`${DATABASE}-`)).sort();
  if (present.length > 0 && !force) {
    throw new BackupError(
      `${dataDir} holds data already (${main.join(', ')}): restore into an empty data directory, or use --force to move that aside.`,
    );
  }
  const staging = join(dataDir, 'restoring');
  await rm(staging, { recursive: true, force: true });
  try {
    await copyChecked(manifest, directory, staging);
    await checkDatabaseFile(join(staging, DATABASE));
    const aside = present.length === 0 ? null : await moveAside(dataDir, present, now);
    await moveIn(manifest, staging, dataDir);
    return { manifest, aside };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function readManifest(directory: string): Promise<BackupManifest> {
  let text: string;
  try {
    text = await readFile(manifestFile(directory), 'utf8');
  } catch (error) {
    throw new BackupError(
      `${directory} is no whole backup: its manifest.json cannot be read (${errorCodeOf(error) ?? String(error)}).`,
      { cause: error },
    );
  }
  const manifest = backupManifestSchema.safeParse(jsonOf(text));
  if (manifest.success && manifest.data.format > BACKUP_FORMAT) {
    throw new BackupError(
      `The backup in ${directory} was written by a later version (${manifest.data.version}): restore it with that one.`,
    );
  }
  const known = manifest.success && manifest.data.files.every(({ path }) => isDataFile(path));
  if (!known || !manifest.data.files.some(({ path }) => path === DATABASE)) {
    throw new BackupError(`The manifest.json in ${directory} is damaged: use another backup.`);
  }
  return manifest.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function copyChecked({ files }: BackupManifest, directory: string, staging: string): Promise<void> {
  for (const { path, bytes, sha256 } of files) {
    const target = join(staging, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const copy = await copyHashed(join(directory, path), target).catch((error: unknown) => {
      const said = error instanceof Error ? error.message : String(error);
      throw new BackupError(`${path} of the backup cannot be copied: ${said}; nothing was changed.`, {
        cause: error,
      });
    });
    if (copy.bytes !== bytes || copy.sha256 !== sha256) {
      throw new BackupError(
        `${path} of the backup is damaged (its checksum is another than the manifest says): use another backup; nothing was changed.`,
      );
    }
  }
}

/** Within the data directory, whose parent may not be ours to write in. */
async function moveAside(dataDir: string, names: readonly string[], now: number): Promise<string> {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = join(dataDir, `before-restore-${stamp}`);
  await mkdir(aside, { mode: 0o700 });
  for (const name of names) await rename(join(dataDir, name), join(aside, name));
  return aside;
}

/** The database last: where this is cut short, `doctor` sees that there is none. */
async function moveIn({ files }: BackupManifest, staging: string, dataDir: string): Promise<void> {
  const roots = new Set(files.map(({ path }) => path.split('/')[0] ?? path));
  roots.delete(DATABASE);
  for (const name of [...roots, DATABASE]) await rename(join(staging, name), join(dataDir, name));
  await makeDurable(dataDir);
}
