import { describe, expect, it } from 'vitest';
import { ensureFirstOperator } from '#admin-api';
import { openDatabase, Storage } from '#storage';
import { TestCli } from '../testing/cli.js';
import { startTestServer } from '../testing/test-server.js';

async function stored(cli: TestCli, username: string) {
  const storage = new Storage(await openDatabase(cli.dataDir));
  const operator = await storage.operators.find(username);
  await storage.close();
  return operator;
}

describe('dormouse operator passwd', () => {
  it('makes admin before the first start, which then finds one', async () => {
    const cli = await TestCli.create();
    const said = await cli.ok('operator', 'passwd', '--password', 'sleepy-hollow');
    expect(said).toBe('Changed the dashboard password of admin.\n');
    const storage = new Storage(await openDatabase(cli.dataDir));
    expect(await ensureFirstOperator(storage.operators)).toEqual({});
    await storage.close();
    expect(await stored(cli, 'admin')).toMatchObject({
      role: 'admin',
      passwordHash: expect.stringMatching(/^scrypt\$/),
    });
    const { code, err } = await cli.run(['operator', 'passwd', 'ghost', '--password', 'sleepy-hollow']);
    expect({ code, err }).toEqual({ code: 4, err: 'There is no dashboard account ghost.\n' });
  });

  it('changes it through the running server', async () => {
    const cli = await TestCli.create();
    await cli.ok('operator', 'passwd', '--password', 'sleepy-hollow');
    const before = await stored(cli, 'admin');
    await startTestServer(cli.dataDir);
    await cli.ok('operator', 'passwd', 'admin', '--password', 'wide-awake-now');
    expect((await stored(cli, 'admin'))?.passwordHash).not.toBe(before?.passwordHash);
    const { code, err } = await cli.run(['operator', 'passwd', 'ghost', '--password', 'sleepy-hollow']);
    expect({ code, err }).toEqual({ code: 4, err: 'No such dashboard account.\n' });
  });

  it('refuses a short password', async () => {
    const cli = await TestCli.create();
    const { code, err } = await cli.run(['operator', 'passwd'], { input: 'short\n' });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('at least 8') });
    expect(err).not.toContain('short\n');
  });
});
