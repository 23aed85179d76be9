import { chmod, copyFile, mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from './migrations/index.js';
import { databaseFile, openDatabase } from './open-database.js';
import { openRawConnection } from './raw-connection.js';
import { StorageError, type StorageErrorCode } from './storage-error.js';
import { keys, oldSession, unlimited } from './testing/samples.js';
import { openStorage, temporaryDir } from './testing/temporary-storage.js';

/** Opening `dir` is refused with `code` and one sentence on one line; the file stays as it was. */
async function expectRefusal(dir: string, code: StorageErrorCode, words: RegExp): Promise<void> {
  const before = await readFile(databaseFile(dir));
  const error = await openDatabase(dir).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StorageError);
  expect(error).toMatchObject({ code, message: expect.stringMatching(words) });
  expect((error as StorageError).message).not.toContain('\n');
  expect(await readFile(databaseFile(dir))).toEqual(before);
}

async function runSql(dir: string, ...statements: string[]): Promise<void> {
  const connection = await openRawConnection(databaseFile(dir), { readOnly: false });
  for (const statement of statements) await connection.all(statement);
  await connection.close();
}

/** A database of some pages, closed. */
async function filled(): Promise<string> {
  const dir = await temporaryDir();
  const storage = await openStorage(dir);
  await storage.accounts.add([{ bareJid: 'romeo@localhost', keys: keys('r') }]);
  await storage.oldSessions.remember(
    Array.from({ length: 2000 }, (_, i) => oldSession(`${i}`)),
    unlimited,
  );
  await storage.close();
  return dir;
}

describe('openDatabase', () => {
  it('makes directory, file and tables from nothing, and opens them again', async () => {
    const dir = join(await temporaryDir(), 'data');
    const { dataSource } = await openStorage(dir);
    const pragma = async (name: string) => Object.values((await dataSource.query(`PRAGMA ${name}`))[0])[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(1);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('busy_timeout')).toBe(5000);
    const count = async () => (await dataSource.query('SELECT count(*) AS n FROM migrations'))[0].n;
    const applied = await count();
    expect(applied).toBeGreaterThan(0);
    const again = await openStorage(dir);
    expect(await count()).toBe(applied);
    expect(await again.operators.count()).toBe(0);
  });

  it('lets no other user read the database, whoever may read the directory', async () => {
    const dir = await temporaryDir();
    await chmod(dir, 0o755);
    const storage = await openStorage(dir);
    await storage.accounts.add([{ bareJid: 'romeo@localhost', keys: keys('r') }]);
    for (const suffix of ['', '-wal', '-shm']) {
      expect((await stat(`${databaseFile(dir)}${suffix}`)).mode & 0o777).toBe(0o600);
    }
  });

  it('takes an empty file for a new database', async () => {
    const dir = await temporaryDir();
    await writeFile(databaseFile(dir), '');
    const storage = await openStorage(dir);
    expect(await storage.operators.count()).toBe(0);
  });

  it('has tables that are what the entities say', async () => {
    const { dataSource } = await openStorage(await temporaryDir());
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can undo its migrations', async () => {
    const { dataSource } = await openStorage(await temporaryDir());
    for (const _ of migrations) await dataSource.undoLastMigration();
    const left = await dataSource.query(
      `SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND name <> 'migrations'`,
    );
    expect(left).toEqual([]);
  });

  it.each(['x', 'hello, I am a text file', 'n'.repeat(9000)])(
    'leaves alone what is no database',
    async (text) => {
      const dir = await temporaryDir();
      await writeFile(databaseFile(dir), text);
      await expectRefusal(dir, 'not-a-database', /dormouse\.db is not a Dormouse database .*: move it away/);
    },
  );

  it('leaves another program’s database alone', async () => {
    const dir = await temporaryDir();
    await runSql(dir, 'CREATE TABLE invoice (id INTEGER)');
    await expectRefusal(dir, 'not-a-database', /database of another program/);
  });

  it('refuses a database that a newer Dormouse has migrated', async () => {
    const dir = await filled();
    await runSql(
      dir,
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Tomorrow9999999999999')`,
    );
    await expectRefusal(dir, 'newer-schema', /written by a newer Dormouse \(it has Tomorrow9999999999999\)/);
  });

  it('refuses a damaged database', async () => {
    const dir = await filled();
    const file = await open(databaseFile(dir), 'r+');
    const { size } = await file.stat();
    await file.write(Buffer.alloc(size / 2, 0xa5), 0, size / 2, 8192);
    await file.close();
    await expectRefusal(dir, 'corrupt', /is damaged \(.+\) and was left as it is: restore a backup/);
  });

  describe('of some size', () => {
    /** Damaged where opening it does not look. */
    async function damaged(): Promise<string> {
      const dir = await filled();
      const file = await open(databaseFile(dir), 'r+');
      const { size } = await file.stat();
      await file.write(Buffer.alloc(4096, 0xa5), 0, 4096, size - 4096);
      await file.close();
      return dir;
    }

    it('is not read whole after a clean stop', async () => {
      const dir = await damaged();
      await (await openDatabase(dir, { afterCleanStopBelow: 4096 })).destroy();
      await expectRefusal(dir, 'corrupt', /is damaged/);
    });

    it('is read whole after any other', async () => {
      const dir = await damaged();
      await writeFile(`${databaseFile(dir)}-wal`, 'what a crash left');
      await expect(openDatabase(dir, { afterCleanStopBelow: 4096 })).rejects.toMatchObject({
        code: 'corrupt',
      });
    });
  });

  it('refuses a database that was cut short', async () => {
    const dir = await filled();
    const file = await open(databaseFile(dir), 'r+');
    await file.truncate(3 * 4096 + 17);
    await file.close();
    await expectRefusal(dir, 'corrupt', /is damaged/);
  });

  it('says so when a directory stands where the database should be', async () => {
    const dir = await temporaryDir();
    await mkdir(databaseFile(dir));
    await expect(openDatabase(dir)).rejects.toMatchObject({ code: 'not-a-database' });
  });

  it('says so when another program holds the database', async () => {
    const dir = await filled();
    const other = await openRawConnection(databaseFile(dir), { readOnly: false });
    await other.all('PRAGMA locking_mode = EXCLUSIVE');
    await other.all('BEGIN EXCLUSIVE');
    try {
      await expect(openDatabase(dir)).rejects.toMatchObject({ code: 'in-use' });
    } finally {
      await other.close();
    }
  });

  it('brings back what a killed process had committed', async () => {
    const dir = await temporaryDir();
    const storage = await openStorage(dir);
    await storage.accounts.add([{ bareJid: 'romeo@localhost', keys: keys('r') }]);
    const killed = await temporaryDir();
    for (const suffix of ['', '-wal']) {
      await copyFile(`${databaseFile(dir)}${suffix}`, `${databaseFile(killed)}${suffix}`);
    }
    expect((await stat(`${databaseFile(killed)}-wal`)).size).toBeGreaterThan(0);
    const recovered = await openStorage(killed);
    expect(await recovered.accounts.find('romeo@localhost')).toBeDefined();
  });
});
