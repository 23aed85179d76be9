import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupManifestSchema } from '#contracts';
import { lockDataDir, openDatabase, Storage } from '#storage';
import { TestCli } from '../testing/cli.js';
import { startTestServer } from '../testing/test-server.js';

const SEGMENT = '0000000007.segment';

/** Data with one account, as a stopped server leaves it. */
async function installation(): Promise<TestCli> {
  const cli = await TestCli.create();
  await cli.ok('account', 'add', 'romeo@localhost', '--password', 'x');
  await mkdir(join(cli.dataDir, 'journal'));
  await writeFile(join(cli.dataDir, 'journal', SEGMENT), 'a journal');
  await writeFile(join(cli.dataDir, 'secret.key'), 'k'.repeat(32));
  return cli;
}

const accounts = async (cli: TestCli, ...where: string[]) =>
  ((await cli.json(...where, 'account', 'list')) as { jid: string }[]).map(({ jid }) => jid);

const manifestOf = async (cli: TestCli) =>
  backupManifestSchema.parse(JSON.parse(await readFile(join(cli.dir, 'copy', 'manifest.json'), 'utf8')));

describe('dormouse backup and restore', () => {
  it('copy what a stopped server left, and bring it back elsewhere', async () => {
    const cli = await installation();
    expect(await cli.ok('backup', 'copy')).toMatch(
      /^Backed up \S+\/data to \S+\/copy: 3 files, [\d.]+ KiB, as of \d{4}-\S+ \S+Z\.\n$/,
    );
    expect((await manifestOf(cli)).files.map(({ path }) => path)).toEqual([
      `journal/${SEGMENT}`,
      'dormouse.db',
      'secret.key',
    ]);
    const other = join(cli.dir, 'other');
    expect(await cli.ok('--data-dir', other, 'restore', 'copy')).toMatch(/^Restored \S+\/other as of /);
    expect(await readFile(join(other, 'journal', SEGMENT), 'utf8')).toBe('a journal');
    expect(await readFile(join(other, 'secret.key'), 'utf8')).toBe('k'.repeat(32));
    expect(await accounts(cli, '--data-dir', other)).toEqual(['romeo@localhost']);
  });

  it('copy what a running server has, and say who asked', async () => {
    const cli = await TestCli.create();
    await startTestServer(cli.dataDir);
    await cli.ok('account', 'add', 'juliet@localhost', '--password', 'x');
    await cli.ok('backup', 'copy');
    const other = join(cli.dir, 'other');
    await cli.ok('--data-dir', other, 'restore', 'copy');
    expect(await accounts(cli, '--data-dir', other)).toEqual(['juliet@localhost']);
    const storage = new Storage(await openDatabase(cli.dataDir));
    const { items } = await storage.operators.auditLog({ limit: 1 });
    await storage.close();
    expect(items).toMatchObject([{ actor: 'cli', action: 'backup', target: join(cli.dir, 'copy') }]);
    const again = await cli.run(['backup', 'copy']);
    expect(again).toMatchObject({ code: 5, err: expect.stringContaining('is not empty') });
  });

  it('restore over data only by force, which keeps it', async () => {
    const cli = await installation();
    await cli.ok('backup', 'copy');
    await cli.ok('account', 'add', 'juliet@localhost', '--password', 'x');
    const refused = await cli.run(['restore', 'copy']);
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/holds data already .*--force/) });
    expect(await accounts(cli)).toEqual(['juliet@localhost', 'romeo@localhost']);
    const said = await cli.ok('restore', 'copy', '--force');
    expect(await accounts(cli)).toEqual(['romeo@localhost']);
    const aside = /What was there before is in (\S+)\.\n/.exec(said)?.[1] ?? '';
    expect(await readdir(aside)).toEqual(expect.arrayContaining(['dormouse.db', 'journal', 'secret.key']));
    expect(await accounts(cli, '--data-dir', aside)).toEqual(['juliet@localhost', 'romeo@localhost']);
  });

  it('answer programs with what was copied and where what was there before went', async () => {
    const cli = await installation();
    const copy = (await cli.json('backup', 'copy')) as { directory: string };
    expect(copy).toEqual({ directory: join(cli.dir, 'copy'), ...(await manifestOf(cli)) });
    const back = (await cli.json('restore', 'copy', '--force')) as { dataDir: string; aside: string };
    expect(back).toEqual({ dataDir: cli.dataDir, aside: back.aside, ...(await manifestOf(cli)) });
    expect(await accounts(cli, '--data-dir', back.aside)).toEqual(['romeo@localhost']);
    const other = join(cli.dir, 'other');
    expect(await cli.json('--data-dir', other, 'restore', 'copy')).toMatchObject({ aside: null });
  });

  it('restore nothing while the server runs or something else holds the directory', async () => {
    const cli = await installation();
    await cli.ok('backup', 'copy');
    const lock = await lockDataDir(cli.dataDir);
    const held = await cli.run(['restore', 'copy', '--force']);
    const heldToo = await cli.run(['backup', 'second']);
    await lock.release();
    for (const { code, err } of [held, heldToo])
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('is in use by Dormouse') });
    await startTestServer(cli.dataDir);
    const running = await cli.run(['restore', 'copy', '--force']);
    expect(running).toMatchObject({ code: 1, err: expect.stringMatching(/The server runs on .*: stop it/) });
  });

  it('say when there is nothing to copy or to restore', async () => {
    const cli = await TestCli.create();
    expect(await cli.run(['backup', 'copy'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('nothing to back up'),
    });
    expect(await cli.run(['restore', 'copy'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is no whole backup'),
    });
    expect((await cli.run(['backup'])).code).toBe(2);
  });
});
