import { describe, expect, it } from 'vitest';
import { openDatabase, Storage } from '#storage';
import { TestCli } from '../testing/cli.js';
import { startTestServer } from '../testing/test-server.js';

const romeo = 'romeo@localhost';
const hibernated = 'smacks_max_hibernated_sessions';

async function stopped(): Promise<TestCli> {
  const cli = await TestCli.create();
  await cli.ok('account', 'add', romeo, '--password', 'x');
  return cli;
}

const limit = async (cli: TestCli, name: string) => {
  const { limits } = (await cli.json('limits', 'show', romeo)) as { limits: { name: string }[] };
  return limits.find((view) => view.name === name);
};

describe('dormouse limits, the server stopped', () => {
  it('sets, shows and clears', async () => {
    const cli = await stopped();
    expect(await cli.ok('limits', 'set', romeo, hibernated, '3')).toBe(
      `${hibernated} of ${romeo} is 3 now.\n`,
    );
    expect(await limit(cli, hibernated)).toEqual({
      name: hibernated,
      default: 10,
      override: { value: 3, setBy: 'cli', setAt: expect.any(Number) },
      effective: 3,
      current: null,
    });
    await cli.ok('limits', 'set', romeo, 'smacks_max_queue_stanzas', 'none');
    expect(await limit(cli, 'smacks_max_queue_stanzas')).toMatchObject({
      override: { value: null },
      effective: null,
    });
    const table = await cli.ok('limits', 'show', romeo);
    expect(table).toMatch(/^smacks_max_hibernated_sessions +10 +3 +3 +- +20\S+ \S+Z by cli$/m);
    expect(table).toMatch(/^smacks_max_queue_stanzas +2000 +unlimited +unlimited +- /m);
    expect(table).toMatch(/^smacks_hibernation_time +300 +- +300 +- +-$/m);
    expect(await cli.ok('limits', 'clear', romeo, hibernated)).toBe(
      `${hibernated} of ${romeo} is the default now, 10.\n`,
    );
    expect(await limit(cli, hibernated)).toMatchObject({ override: null, effective: 10 });
  });

  it('takes what the option of that name would take, and nothing else', async () => {
    const cli = await stopped();
    const refused = async (name: string, value: string) => {
      const { code, err } = await cli.run(['limits', 'set', romeo, name, value]);
      expect(code).toBe(1);
      return err;
    };
    expect(await refused('smacks_hibernation_time', 'none')).toBe(
      'smacks_hibernation_time must be whole seconds from 1 to 604800.\n',
    );
    expect(await refused(hibernated, '10001')).toMatch(/^smacks_max_hibernated_sessions must be .*10000/);
    expect(await refused('smacks_max_queue_bytes', '1')).toContain('65536');
    for (const value of ['-1', '1.5', 'many', '']) {
      expect((await cli.run(['limits', 'set', romeo, hibernated, '--', value])).code).toBe(2);
    }
    expect((await cli.run(['limits', 'set', romeo, 'smacks_nonsense', '1'])).code).toBe(2);
    expect(await limit(cli, 'smacks_hibernation_time')).toMatchObject({ override: null });
  });

  it('refuses a limit for an account that is not there', async () => {
    const cli = await stopped();
    const { code, err } = await cli.run(['limits', 'set', 'rome@localhost', hibernated, '3']);
    expect({ code, err }).toEqual({ code: 4, err: 'There is no account rome@localhost.\n' });
  });

  it('forgets old sessions at once when fewer may be kept', async () => {
    const cli = await stopped();
    const storage = new Storage(await openDatabase(cli.dataDir));
    const ended = [1, 2, 3].map((i) => ({
      smIdHash: `hash${i}`,
      sessionId: `s${i}`,
      bareJid: romeo,
      resource: 'orchard',
      h: i,
      endedAt: i,
      reason: 'expired' as const,
    }));
    await storage.oldSessions.remember(ended, () => null);
    await storage.close();
    expect(await limit(cli, 'smacks_max_old_sessions')).toMatchObject({ current: 3 });
    await cli.ok('limits', 'set', romeo, 'smacks_max_old_sessions', '1');
    expect(await limit(cli, 'smacks_max_old_sessions')).toMatchObject({ current: 1 });
    const kept = new Storage(await openDatabase(cli.dataDir));
    expect(await kept.oldSessions.find('hash3')).toBeDefined();
    await kept.close();
  });
});

describe('dormouse limits, the server running', () => {
  it('asks the server, and tells what was evicted or why not', async () => {
    const cli = await TestCli.create();
    const sessions = await startTestServer(cli.dataDir);
    await cli.ok('account', 'add', romeo, '--password', 'x');
    expect(await cli.ok('limits', 'set', romeo, hibernated, '1')).toBe(
      `${hibernated} of ${romeo} is 1 now; 2 sessions evicted: s1, s2.\n`,
    );
    await cli.ok('limits', 'clear', romeo, hibernated);
    expect(sessions.asked).toEqual([`cli: ${hibernated} = 1`, `cli: clear ${hibernated}`]);
    expect(await cli.run(['limits', 'set', romeo, hibernated, '7'])).toMatchObject({
      code: 1,
      err: 'seven is not allowed here\n',
    });
    expect(await limit(cli, hibernated)).toMatchObject({ current: 2 });
  });
});
