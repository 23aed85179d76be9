import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDatabase, Storage } from '#storage';
import { TestCli } from '../testing/cli.js';
import { startTestServer } from '../testing/test-server.js';

const romeo = 'romeo@localhost';
const secret = 'wherefore-art-thou';

describe.each(['stopped', 'running'])('dormouse account, the server %s', (state) => {
  const start = async () => {
    const cli = await TestCli.create();
    const sessions = state === 'running' ? await startTestServer(cli.dataDir) : undefined;
    return { cli, sessions };
  };

  it('adds, lists, disables, enables and removes, and never prints the password', async () => {
    const { cli } = await start();
    expect(await cli.ok('account', 'add', 'Romeo@LOCALHOST', '--password', secret)).toBe(`Added ${romeo}.\n`);
    expect(await cli.json('account', 'list')).toEqual([
      {
        ...{ jid: romeo, disabled: false, createdAt: expect.any(Number), lastLoginAt: null },
        // Only a running server has any.
        ...(state === 'running' && { sessions: { connected: 0, hibernating: 0 } }),
      },
    ]);
    await cli.ok('account', 'disable', romeo);
    const listed = await cli.ok('account', 'list');
    expect(listed.split('\n')[1]).toMatch(/^romeo@localhost {2}disabled {2}20\d\d-\S+ \S+Z {2}-$/);
    expect(listed).not.toContain(secret);
    await cli.ok('account', 'enable', romeo);
    expect(await cli.json('account', 'list')).toMatchObject([{ disabled: false }]);
    await cli.ok('account', 'remove', romeo);
    expect(await cli.json('account', 'list')).toEqual([]);
  });

  it('says what cannot be done, and exits accordingly', async () => {
    const { cli } = await start();
    await cli.ok('account', 'add', romeo, '--password', secret);
    const again = await cli.run(['account', 'add', romeo, '--password', secret]);
    expect(again).toMatchObject({ code: 5, out: '', err: expect.stringMatching(/exists already/) });
    for (const command of ['remove', 'disable', 'enable']) {
      const { code, err } = await cli.run(['account', command, 'nobody@localhost']);
      expect({ code, err }).toEqual({ code: 4, err: expect.stringMatching(/no (such )?account/i) });
    }
    const forbidden = await cli.run(['account', 'passwd', romeo, '--password', 'emoji 🐭']);
    expect(forbidden).toMatchObject({ code: 1, err: expect.stringContaining('SASLprep') });
    expect(forbidden.err).not.toContain('🐭');
  });

  it('takes the password from a pipe', async () => {
    const { cli } = await start();
    expect((await cli.run(['account', 'add', romeo], { input: `${secret}\nmore\n` })).code).toBe(0);
    expect((await cli.run(['account', 'passwd', romeo], { input: 'another one' })).code).toBe(0);
    for (const input of ['', '\n']) {
      const { code, err } = await cli.run(['account', 'passwd', romeo], { input });
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('password') });
    }
  });

  it.each(['juliet', 'juliet@elsewhere', 'juliet@localhost/balcony', 'localhost', '@localhost'])(
    'refuses %s, which is no account here, as wrong usage',
    async (jid) => {
      const { cli } = await start();
      const { code, err } = await cli.run(['account', 'add', jid, '--password', secret]);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('name@localhost') });
    },
  );

  it('lists a part, or what matches', async () => {
    const { cli } = await start();
    for (const name of ['ann', 'bob', 'cat'])
      await cli.ok('account', 'add', `${name}@localhost`, '--password', 'x');
    expect(await cli.json('account', 'list', '--limit', '2')).toHaveLength(2);
    expect(await cli.json('account', 'list', '--search', 'B@')).toMatchObject([{ jid: 'bob@localhost' }]);
    expect((await cli.run(['account', 'list', '--limit', '0'])).code).toBe(2);
  });

  it('audits what it changed as cli', async () => {
    const { cli, sessions } = await start();
    await cli.ok('account', 'add', romeo, '--password', secret);
    await cli.ok('account', 'passwd', romeo, '--password', secret);
    await cli.ok('account', 'remove', romeo);
    if (sessions) expect(sessions.asked).toContain(`cli: account removed (${romeo})`);
    const dataSource = await openDatabase(cli.dataDir);
    const storage = new Storage(dataSource);
    const { items } = await storage.operators.auditLog({ limit: 10 });
    await storage.close();
    expect(items.map(({ actor, action, target, result }) => [actor, action, target, result])).toEqual([
      ['cli', 'account-remove', romeo, 'done'],
      ['cli', 'account-password', romeo, 'done'],
      ['cli', 'account-add', romeo, 'done'],
    ]);
  });
});

describe('dormouse account without a server', () => {
  it('makes the data directory when it adds, and does not when it only looks', async () => {
    const cli = await TestCli.create();
    const { code, err } = await cli.run(['account', 'list']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('no Dormouse database') });
    expect(existsSync(cli.dataDir)).toBe(false);
    await cli.ok('account', 'add', romeo, '--password', secret);
    expect(await cli.json('account', 'list', '--limit', '1')).toHaveLength(1);
  });

  it('works where --data-dir says', async () => {
    const cli = await TestCli.create();
    await cli.ok('--data-dir', 'elsewhere', 'account', 'add', romeo, '--password', secret);
    expect(existsSync(`${cli.dir}/elsewhere/dormouse.db`)).toBe(true);
    expect(existsSync(cli.dataDir)).toBe(false);
  });
});
