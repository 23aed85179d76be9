import { describe, expect, it } from 'vitest';
import { TestCli } from '../testing/cli.js';
import { remoteConnection } from './connection.js';

describe('a server elsewhere', () => {
  it('is asked with the key, below the path of its address', () => {
    expect(remoteConnection('https://xmpp.example.org/dormouse/', 'dmk_1')).toMatchObject({
      headers: { authorization: 'Bearer dmk_1' },
      target: { host: 'xmpp.example.org', port: 443 },
      secure: true,
      base: '/dormouse',
      live: 'wss://xmpp.example.org/dormouse/api/v1/live',
    });
    expect(remoteConnection('http://[::1]:5280', 'k').target).toEqual({ host: '::1', port: 5280 });
  });

  it('never gets a key that others could read on the way', () => {
    expect(() => remoteConnection('http://xmpp.example.org', 'k')).toThrow('use https');
    expect(() => remoteConnection('http://localhost.example.org', 'k')).toThrow('use https');
    expect(() => remoteConnection('xmpp.example.org', 'k')).toThrow('not an address');
  });

  it('needs a key, and has to be there', async () => {
    const cli = await TestCli.create();
    const env = { DORMOUSE_URL: 'http://127.0.0.1:1' };
    expect(await cli.run(['overview'], { env })).toMatchObject({ code: 2, out: '' });
    const alone = await cli.run(['overview'], { env: { ...env, DORMOUSE_API_KEY: 'dmk_x' } });
    expect(alone).toMatchObject({ code: 3, err: expect.stringContaining('Nobody listens') });
  });
});
