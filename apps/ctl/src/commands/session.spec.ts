import { describe, expect, it } from 'vitest';
import { TestCli } from '../testing/cli.js';
import { sessionView, startTestServer } from '../testing/test-server.js';

async function start() {
  const cli = await TestCli.create();
  const sessions = await startTestServer(cli.dataDir);
  for (const view of [
    sessionView('s1', { deadline: Date.now() + 90_400 }),
    sessionView('s2', { state: 'connected', user: 'juliet@localhost', resource: 'bal\u001b[31mcony' }),
  ]) {
    sessions.views.set(view.id, view);
  }
  return { cli, sessions };
}

describe('dormouse session', () => {
  it('lists sessions as a table and as JSON, filtered', async () => {
    const { cli, sessions } = await start();
    const [heading, first, second] = (await cli.ok('session', 'list')).split('\n');
    expect(heading).toMatch(/^ID {2}USER +RESOURCE +STATE +SINCE +LEFT +UNACKED +IN +OUT +RESUMES$/);
    expect(first).toMatch(
      /^s1 {2}romeo@localhost +orchard +hibernating +2023-11-14 22:13:20Z +1m \d+s +3 +11 +12 +1$/,
    );
    expect(second).toContain('bal�[31mcony');
    expect(await cli.json('session', 'list')).toEqual([...sessions.views.values()]);
    expect(await cli.json('session', 'list', '--state', 'connected')).toMatchObject([{ id: 's2' }]);
    expect(await cli.json('session', 'list', '--user', 'romeo')).toMatchObject([{ id: 's1' }]);
    expect((await cli.run(['session', 'list', '--state', 'asleep'])).code).toBe(2);
  });

  it('reads every page', async () => {
    const { cli, sessions } = await start();
    for (let i = 0; i < 1200; i += 1) {
      const id = `t${String(i).padStart(4, '0')}`;
      sessions.views.set(id, sessionView(id));
    }
    expect(await cli.json('session', 'list')).toEqual([...sessions.views.values()]);
    expect(await cli.json('session', 'list', '--limit', '501')).toHaveLength(501);
  });

  it('expires and kills with a reason', async () => {
    const { cli, sessions } = await start();
    const refused = await cli.run(['session', 'expire', 's2', '--reason', 'tidy']);
    expect(refused).toMatchObject({ code: 5, err: expect.stringContaining('Only a hibernating session') });
    expect(await cli.ok('session', 'kill', 's2', '--reason', 'too loud')).toBe('Killed session s2.\n');
    expect(await cli.ok('session', 'expire', 's1', '--reason', 'tidy')).toBe('Expired session s1.\n');
    expect(sessions.asked).toEqual(['cli: too loud', 'expire by cli: tidy']);
    const gone = await cli.run(['session', 'kill', '../s1', '--reason', 'again']);
    expect(gone).toMatchObject({ code: 4, err: 'No such session.\n' });
    expect((await cli.run(['session', 'kill', 's1'])).code).toBe(2);
  });

  it('says that there are none while the server is stopped', async () => {
    const cli = await TestCli.create();
    await cli.ok('account', 'add', 'romeo@localhost', '--password', 'x');
    for (const args of [['list'], ['kill', 's1', '--reason', 'x'], ['expire', 's1', '--reason', 'x']]) {
      const { code, err } = await cli.run(['session', ...args]);
      expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('server is not running') });
    }
  });
});
