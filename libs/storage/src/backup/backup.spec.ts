import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BackupError, type JournalPin } from '#ports';
import { databaseFile } from '../open-database.js';
import type { Storage } from '../storage.js';
import { keys } from '../testing/samples.js';
import { openStorage, temporaryDir } from '../testing/temporary-storage.js';
import { Backups } from './backups.js';
import { restoreBackup } from './restore.js';
import { backUpStopped } from './stopped-backup.js';

const SEGMENT = '0000000001.segment';
const now = Date.parse('2030-01-01T00:00:00Z');

/** A server's data with an account, a journal of one segment, and keys. */
async function installation() {
  const root = await temporaryDir();
  const dataDir = join(root, 'data');
  await mkdir(join(dataDir, 'journal'), { recursive: true });
  const storage = await openStorage(dataDir);
  await addAccount(storage, 'romeo@localhost');
  await writeFile(join(dataDir, 'secret.key'), 's'.repeat(32));
  await writeFile(join(dataDir, 'journal', SEGMENT), 'journal then, and later');
  await writeFile(join(dataDir, 'journal', 'reserve'), 'r');
  return { root, dataDir, storage, target: join(root, 'backup') };
}

const addAccount = (storage: Storage, bareJid: string) =>
  storage.accounts.add([{ bareJid, keys: keys('r') }]);

function backupsOf(
  { dataDir, storage }: Awaited<ReturnType<typeof installation>>,
  pinJournal: () => JournalPin,
): Backups {
  const standstill = (work: () => Promise<void>) => storage.standstill(work);
  return new Backups({ dataDir, version: '1.2.3', now: () => now, standstill, pinJournal });
}

const pinned = (bytes: number, release: () => void = () => undefined): JournalPin => ({
  files: [{ name: SEGMENT, bytes }],
  release,
});

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'it succeeded',
    (error: unknown) => (error instanceof BackupError ? error.message : error),
  );

describe('a backup of a running server', () => {
  it('shows one moment: no write of the database or the journal that came after it', async () => {
    const here = await installation();
    const { storage, target } = here;
    let later: Promise<unknown> | undefined;
    const earlier = addAccount(storage, 'juliet@localhost');
    const backups = backupsOf(here, () => {
      later = addAccount(storage, 'mercutio@localhost');
      return pinned('journal then'.length);
    });
    const manifest = await backups.write(target);
    await Promise.all([earlier, later]);
    expect(manifest).toMatchObject({ format: 1, version: '1.2.3', at: now });
    expect(await readFile(join(target, 'journal', SEGMENT), 'utf8')).toBe('journal then');
    const back = await openStorage((await restored(target)).dataDir);
    const { items } = await back.accounts.list({ limit: 10 });
    expect(items.map(({ bareJid }) => bareJid)).toEqual(['juliet@localhost', 'romeo@localhost']);
  });

  it('copies when writes go on again, and then lets go of the journal', async () => {
    const { dataDir, storage, target } = await installation();
    const order: string[] = [];
    const backups = new Backups({
      dataDir,
      version: '1.2.3',
      now: () => now,
      standstill: async (work) => {
        await storage.standstill(work);
        order.push(`goes on with ${(await readdir(target)).length} files there`);
      },
      pinJournal: () => pinned(12, () => order.push('released')),
    });
    await backups.write(target);
    expect(order).toEqual(['goes on with 0 files there', 'released']);
  });

  it('has what a restore needs and nothing that others can read', async () => {
    const here = await installation();
    const { files } = await backupsOf(here, () => pinned(12)).write(here.target);
    expect(files.map(({ path }) => path)).toEqual([`journal/${SEGMENT}`, 'dormouse.db', 'secret.key']);
    expect((await readdir(here.target)).sort()).toEqual([
      'dormouse.db',
      'journal',
      'manifest.json',
      'secret.key',
    ]);
    expect((await stat(here.target)).mode & 0o777).toBe(0o700);
    for (const { path } of [...files, { path: 'manifest.json' }]) {
      expect((await stat(join(here.target, path))).mode & 0o777).toBe(0o600);
    }
    expect(JSON.parse(await readFile(join(here.target, 'manifest.json'), 'utf8'))).toMatchObject({ files });
  });

  it('refuses a directory that has something in it, is in the data directory, or cannot be made', async () => {
    const here = await installation();
    const backups = backupsOf(here, () => pinned(12));
    expect(await reasonOf(backups.write(here.root))).toMatch(/is not empty/);
    expect(await reasonOf(backups.write(join(here.dataDir, 'backup')))).toMatch(/is in the data directory/);
    expect(await reasonOf(backups.write(join(here.root, 'missing/backup')))).toMatch(
      /cannot be made \(ENOENT\)/,
    );
    expect(await reasonOf(backups.write('backup'))).toMatch(/must be an absolute path/);
  });

  it('is one at a time', async () => {
    const here = await installation();
    const backups = backupsOf(here, () => pinned(12));
    const first = backups.write(here.target);
    expect(await reasonOf(backups.write(join(here.root, 'other')))).toMatch(/being written already/);
    await first;
    await backups.write(join(here.root, 'other'));
  });

  it('leaves nothing where it fails, and what it pinned is released', async () => {
    const here = await installation();
    let held = 0;
    const backups = backupsOf(here, () => {
      held++;
      return pinned(1000, () => held--);
    });
    expect(await reasonOf(backups.write(here.target))).toMatch(/failed and was removed: .*is shorter/);
    expect((await readdir(here.root)).sort()).toEqual(['data']);
    await mkdir(here.target);
    await reasonOf(backups.write(here.target));
    expect(await readdir(here.target)).toEqual([]);
    expect(held).toBe(0);
  });

  it('is none where the database is damaged', async () => {
    const here = await installation();
    await here.storage.close();
    const file = databaseFile(here.dataDir);
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xa5, bytes.length - 4096));
    expect(await reasonOf(backUpStopped(here.dataDir, here.target, '1'))).toMatch(/is damaged/);
    expect((await readdir(here.root)).sort()).toEqual(['data']);
  });
});

/** The backup in an empty data directory of its own. */
async function restored(backup: string) {
  const dataDir = join(await temporaryDir(), 'data');
  await mkdir(dataDir);
  return { dataDir, ...(await restoreBackup(backup, dataDir, { force: false, now })) };
}

async function stoppedBackup() {
  const here = await installation();
  await here.storage.close();
  await backUpStopped(here.dataDir, here.target, '1.2.3');
  return here;
}

describe('a restore', () => {
  it('brings back all of it', async () => {
    const { target } = await stoppedBackup();
    const { dataDir, aside } = await restored(target);
    expect(aside).toBeNull();
    expect((await readdir(dataDir)).sort()).toEqual(['dormouse.db', 'journal', 'secret.key']);
    expect(await readFile(join(dataDir, 'journal', SEGMENT), 'utf8')).toBe('journal then, and later');
    expect(await readdir(join(dataDir, 'journal'))).toEqual([SEGMENT]);
    const storage = await openStorage(dataDir);
    expect(await storage.accounts.find('romeo@localhost')).toBeDefined();
  });

  it('refuses a directory that holds data, and moves it aside when told to', async () => {
    const { target, dataDir } = await stoppedBackup();
    await writeFile(join(dataDir, 'secret.key'), 'another');
    await writeFile(join(dataDir, 'notes.txt'), 'mine');
    const restore = (force: boolean) => restoreBackup(target, dataDir, { force, now });
    expect(await reasonOf(restore(false))).toMatch(
      /holds data already \(dormouse\.db, journal, secret\.key\): .*--force/,
    );
    expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe('another');
    const { aside } = await restore(true);
    expect(aside).toBe(join(dataDir, 'before-restore-2030-01-01T00-00-00-000Z'));
    expect(await readFile(join(aside ?? '', 'secret.key'), 'utf8')).toBe('another');
    expect(await readdir(aside ?? '')).toEqual(
      expect.arrayContaining(['dormouse.db', 'journal', 'secret.key']),
    );
    expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe('s'.repeat(32));
    expect(await readFile(join(dataDir, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it.each([['dormouse.db'], ['secret.key'], [`journal/${SEGMENT}`]])(
    'changes nothing where %s of the backup is not what the manifest says',
    async (path) => {
      const { target, dataDir } = await stoppedBackup();
      const bytes = await readFile(join(target, path));
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      await writeFile(join(target, path), bytes);
      const before = await readdir(dataDir);
      const reason = await reasonOf(restoreBackup(target, dataDir, { force: true, now }));
      expect(reason).toMatch(/is damaged .* nothing was changed/);
      expect(await readdir(dataDir)).toEqual(before);
    },
  );

  it('refuses what is no backup, a manifest that names other files, and a later format', async () => {
    const { root, target, dataDir } = await stoppedBackup();
    const restore = (from: string) => reasonOf(restoreBackup(from, dataDir, { force: true, now }));
    expect(await restore(root)).toMatch(/is no whole backup/);
    const manifest = JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8'));
    const pretend = (changes: object) =>
      writeFile(join(target, 'manifest.json'), JSON.stringify({ ...manifest, ...changes }));
    for (const path of ['../secret.key', 'journal/../../x', 'control.sock', '/etc/passwd']) {
      await pretend({ files: [...manifest.files, { ...manifest.files[0], path }] });
      expect(await restore(target)).toMatch(/manifest\.json in .* is damaged/);
    }
    await pretend({ files: [] });
    expect(await restore(target)).toMatch(/manifest\.json in .* is damaged/);
    await pretend({ format: 2, version: '9.0.0' });
    expect(await restore(target)).toMatch(/written by a later version \(9\.0\.0\)/);
  });

  it('refuses a database of a later version before anything is changed', async () => {
    const here = await installation();
    await here.storage.dataSource.query(
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Tomorrow9999999999999')`,
    );
    await here.storage.close();
    await backUpStopped(here.dataDir, here.target, '1.2.3');
    const before = await readdir(here.dataDir);
    await expect(restoreBackup(here.target, here.dataDir, { force: true, now })).rejects.toMatchObject({
      code: 'newer-schema',
    });
    expect(await readdir(here.dataDir)).toEqual(before);
  });
});
