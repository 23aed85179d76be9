import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRunningServer, RunningServer } from '../backend/running-server.js';
import { importAccounts } from '../import/account-import.js';
import type { Progress } from '../output/progress.js';
import { TestCli } from '../testing/cli.js';
import { startTestServer } from '../testing/test-server.js';

const silent: Progress = { at: () => undefined, end: () => undefined };

async function cliWith(csv: string): Promise<TestCli> {
  const cli = await TestCli.create();
  await writeFile(join(cli.dir, 'accounts.csv'), csv);
  return cli;
}

const jids = async (cli: TestCli) =>
  ((await cli.json('account', 'list')) as { jid: string }[]).map(({ jid }) => jid);

describe.each(['stopped', 'running'])('dormouse account import, the server %s', (state) => {
  const start = async (csv: string) => {
    const cli = await cliWith(csv);
    if (state === 'running') await startTestServer(cli.dataDir);
    return cli;
  };

  it('adds what is new, in chunks, and says what was there', async () => {
    const lines = Array.from({ length: 251 }, (_, i) => `user${i}@localhost,password ${i}`);
    const cli = await start(['jid,password', ...lines].join('\r\n'));
    await cli.ok('account', 'add', 'user7@localhost', '--password', 'mine');
    const { code, out, err } = await cli.run(['account', 'import', 'accounts.csv']);
    expect({ code, out }).toEqual({ code: 0, out: 'Added 250 accounts; 1 existed already, 0 bad lines.\n' });
    expect(err).toContain('accounts.csv:9: user7@localhost exists already and was left as it is');
    expect(err).toContain('251 of 251');
    expect(await jids(cli)).toHaveLength(251);
  });

  it('imports nothing when a line is bad, and tells all of them', async () => {
    const cli = await start(
      'jid,password\nromeo@localhost,geheim1\nnobody,geheim2\njuliet@localhost,geheim3🐭\ntybalt@localhost\n',
    );
    await cli.ok('account', 'add', 'seed@localhost', '--password', 'x');
    const { code, out, err } = await cli.run(['account', 'import', 'accounts.csv']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.split('\n').map((line) => line.slice(0, 16))).toEqual([
      'accounts.csv:3: ',
      'accounts.csv:4: ',
      'accounts.csv:5: ',
      '3 bad lines: not',
      '',
    ]);
    expect(err).not.toContain('geheim');
    expect(await jids(cli)).toEqual(['seed@localhost']);
  });
});

describe('dormouse account import', () => {
  it('imports around bad lines when told to, and still exits with 1', async () => {
    const cli = await cliWith('jid,password\nromeo@localhost,x\nnobody,x\njuliet@localhost,🐭\n');
    const { code, out, err } = await cli.run(['account', 'import', '--skip-bad-lines', 'accounts.csv']);
    expect({ code, out }).toEqual({ code: 1, out: 'Added 1 account; 0 existed already, 2 bad lines.\n' });
    expect(err).toContain('Not everything was imported');
    expect(await jids(cli)).toEqual(['romeo@localhost']);
  });

  it('answers programs with what was added, what was there and what is bad', async () => {
    const cli = await cliWith('jid,password\nromeo@localhost,x\nnobody,x\njuliet@localhost,y\n');
    await cli.ok('account', 'add', 'juliet@localhost', '--password', 'mine');
    const { code, out } = await cli.run(['account', 'import', '--skip-bad-lines', '--json', 'accounts.csv']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      added: 1,
      existing: [{ line: 4, jid: 'juliet@localhost' }],
      bad: [{ line: 3, problem: expect.any(String) }],
    });
  });

  it('says how far it came when the server goes away, and goes on from there', async () => {
    const lines = Array.from({ length: 12 }, (_, i) => ({
      line: i + 2,
      jid: `user${i}@localhost`,
      password: 'x',
    }));
    const cli = await TestCli.create();
    await startTestServer(cli.dataDir);
    const server = await findRunningServer(cli.dataDir);
    if (server === undefined) throw new Error('no server');
    const options = { inFlight: 8, progress: silent, chunkSize: 5 };
    let chunks = 0;
    const breaking = Object.assign(Object.create(server) as RunningServer, {
      importAccounts: (accounts: Parameters<RunningServer['importAccounts']>[0]) => {
        chunks += 1;
        if (chunks === 3) throw new Error('The server did not answer.');
        return server.importAccounts(accounts);
      },
    });
    await expect(importAccounts(lines, breaking, options)).rejects.toThrow(
      'The server did not answer.\nThe import stopped before line 12: 10 accounts had been added by then.',
    );
    const rest = await importAccounts(lines, server, options);
    expect(rest.added).toBe(2);
    expect(rest.existing.map(({ line }) => line)).toEqual(lines.slice(0, 10).map(({ line }) => line));
  });

  it('says why a file cannot be read', async () => {
    const cli = await TestCli.create();
    expect(await cli.run(['account', 'import', 'missing.csv'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Cannot read .*missing\.csv: ENOENT\.\n$/),
    });
    await writeFile(
      join(cli.dir, 'latin1.csv'),
      Buffer.from('jid,password\nrom\xe9o@localhost,x\n', 'latin1'),
    );
    expect((await cli.run(['account', 'import', 'latin1.csv'])).err).toContain('not UTF-8');
  });
});
