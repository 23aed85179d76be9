import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.js';
import { IDLE_LIFETIME, SignInSessions } from './sign-in-sessions.js';

describe('SignInSessions', () => {
  it('keeps no cookie, only its hash', () => {
    const sessions = new SignInSessions(new FakeClock());
    const { cookie } = sessions.begin('admin', 'admin');
    const [entries] = Object.values(sessions).filter((value) => value instanceof Map);
    expect(JSON.stringify([...(entries ?? [])])).not.toContain(cookie);
    expect(sessions.use(cookie)).toMatchObject({ username: 'admin' });
  });

  it('signs a user out everywhere and nobody else', () => {
    const sessions = new SignInSessions(new FakeClock());
    const [one, two, other] = ['a', 'a', 'b'].map((name) => sessions.begin(name, 'viewer').cookie);
    sessions.endAllOf('a');
    expect([one, two, other].map((cookie) => sessions.use(cookie)?.username)).toEqual([
      undefined,
      undefined,
      'b',
    ]);
  });

  it('ends the one idle for longest beyond a thousand', () => {
    const sessions = new SignInSessions(new FakeClock());
    const first = sessions.begin('first', 'viewer').cookie;
    const second = sessions.begin('second', 'viewer').cookie;
    sessions.use(first);
    for (let i = 0; i < 999; i++) sessions.begin('many', 'viewer');
    expect(sessions.use(second)).toBeUndefined();
    expect(sessions.use(first)).toBeDefined();
  });

  it('tells listeners which session ended, once, also when its time ran out', () => {
    const clock = new FakeClock();
    const sessions = new SignInSessions(clock);
    const ended: string[] = [];
    const stop = sessions.onEnd((key) => ended.push(key));
    const out = sessions.begin('a', 'viewer').signedIn.key;
    const idle = sessions.begin('b', 'viewer').signedIn.key;
    sessions.end(out);
    sessions.end(out);
    clock.advance(IDLE_LIFETIME);
    sessions.purge();
    expect(ended).toEqual([out, idle]);
    stop();
    sessions.end(sessions.begin('c', 'viewer').signedIn.key);
    expect(ended).toHaveLength(2);
  });
});
