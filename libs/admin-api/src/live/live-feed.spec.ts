import { beforeEach, describe, expect, it } from 'vitest';
import { IDLE_LIFETIME, SignInSessions } from '../access/sign-in-sessions.js';
import { FakeClock } from '../testing/fake-clock.js';
import { FakeSocket } from '../testing/fake-socket.js';
import { ManualTicker } from '../testing/manual-ticker.js';
import { MemorySessions } from '../testing/memory-sessions.js';
import { LiveFeed } from './live-feed.js';

const MIB = 1024 * 1024;

let clock: FakeClock;
let ticker: ManualTicker;
let sessions: MemorySessions;
let signIns: SignInSessions;
let feed: LiveFeed;

beforeEach(() => {
  clock = new FakeClock();
  ticker = new ManualTicker();
  sessions = new MemorySessions();
  signIns = new SignInSessions(clock);
  feed = new LiveFeed(sessions, clock, signIns, ticker);
});

const join = () => {
  const { signedIn } = signIns.begin('viewer', 'viewer');
  const socket = new FakeSocket();
  feed.join(socket, signedIn.key);
  return { socket, key: signedIn.key };
};
/** Joins and reads the snapshot. */
const watch = () => {
  const { socket, key } = join();
  socket.take();
  return { socket, key };
};

describe('the snapshot', () => {
  it('comes at once, with the newest state', () => {
    sessions.put('s1');
    sessions.happen('session-opened');
    const [snapshot] = join().socket.take();
    expect(snapshot).toMatchObject({
      type: 'snapshot',
      at: clock.now(),
      overview: { connected: 1 },
      sessions: [{ id: 's1' }],
      events: [{ kind: 'session-opened' }],
      truncated: false,
    });
  });

  it('holds at most 500 sessions and says that there are more', () => {
    for (let i = 0; i < 501; i++) sessions.put(`s${i}`);
    const [snapshot] = join().socket.take();
    expect(snapshot).toMatchObject({ truncated: true });
    expect(snapshot?.type === 'snapshot' && snapshot.sessions.length).toBe(500);
  });
});

describe('deltas', () => {
  it('name each changed session once, as it is when it is sent', () => {
    const { socket } = watch();
    sessions.put('s1', { unacked: 1 });
    sessions.put('s1', { unacked: 2 });
    sessions.put('s2');
    sessions.drop('s2');
    expect(socket.take()).toEqual([]);
    sessions.views.set('s1', { ...sessions.find('s1')!, unacked: 3 });
    ticker.tick();
    const [delta, ...more] = socket.take();
    expect(more).toEqual([]);
    expect(delta).toMatchObject({
      type: 'delta',
      overview: { connected: 1 },
      changed: [{ id: 's1', unacked: 3 }],
      gone: ['s2'],
    });
    expect(delta?.type === 'delta' && delta.changed).toHaveLength(1);
  });

  it('come only when something changed, or after five quiet seconds', () => {
    clock.advance(60_000);
    const { socket } = watch();
    clock.advance(4999);
    ticker.tick();
    expect(socket.take()).toEqual([]);
    clock.advance(1);
    ticker.tick();
    expect(socket.take()).toMatchObject([{ type: 'delta', changed: [], gone: [], events: [] }]);
    ticker.tick();
    expect(socket.take()).toEqual([]);
  });

  it('are the same for everyone, but repeat no event that a snapshot held', () => {
    const { socket: early } = watch();
    sessions.happen('session-opened');
    const { socket: late } = watch();
    sessions.happen('session-ended');
    ticker.tick();
    expect(early.take()).toMatchObject([{ events: [{ seq: 1 }, { seq: 2 }] }]);
    const [delta] = late.take();
    expect(delta?.events.map(({ seq }) => seq)).toEqual([2]);
    sessions.happen('session-ended');
    ticker.tick();
    expect(late.take()).toMatchObject([{ events: [{ seq: 3 }] }]);
  });
});

describe('a slow viewer', () => {
  it('is skipped while others are served, and resynchronised by a snapshot when it has caught up', () => {
    const { socket: slow } = watch();
    const { socket: fast } = watch();
    slow.bufferedAmount = MIB + 1;
    sessions.put('s1');
    ticker.tick();
    slow.bufferedAmount = 1;
    sessions.put('s2');
    ticker.tick();
    expect(slow.take()).toEqual([]);
    expect(fast.take()).toHaveLength(2);
    slow.bufferedAmount = 0;
    ticker.tick();
    expect(slow.take()).toMatchObject([{ type: 'snapshot', sessions: [{ id: 's1' }, { id: 's2' }] }]);
    sessions.put('s3');
    ticker.tick();
    expect(slow.take()).toMatchObject([{ type: 'delta', changed: [{ id: 's3' }] }]);
  });

  it('is served up to a megabyte behind', () => {
    const { socket } = watch();
    socket.bufferedAmount = MIB;
    sessions.put('s1');
    ticker.tick();
    expect(socket.take()).toHaveLength(1);
  });

  it('is given up after a minute', () => {
    const { socket } = watch();
    socket.bufferedAmount = MIB + 1;
    ticker.tick();
    clock.advance(59_999);
    ticker.tick();
    expect(socket.closed).toBeUndefined();
    clock.advance(1);
    ticker.tick();
    expect(socket.closed).toBe('terminated');
    expect(feed.viewerCount).toBe(0);
  });
});

describe('a flood', () => {
  it('of changes becomes one snapshot', () => {
    const { socket } = watch();
    for (let i = 0; i < 2001; i++) sessions.put(`s${i}`);
    ticker.tick();
    expect(socket.take().map(({ type }) => type)).toEqual(['snapshot']);
    sessions.put('s1');
    ticker.tick();
    expect(socket.take().map(({ type }) => type)).toEqual(['delta']);
  });

  it('of events too', () => {
    const { socket } = watch();
    for (let i = 0; i < 501; i++) sessions.happen('session-opened');
    ticker.tick();
    expect(socket.take().map(({ type }) => type)).toEqual(['snapshot']);
  });

  it('of viewers is turned away', () => {
    const sockets = Array.from({ length: 101 }, () => join().socket);
    expect(sockets.at(-1)).toMatchObject({ closed: 1013, sent: [] });
    expect(sockets.at(-2)?.closed).toBeUndefined();
    expect(feed.viewerCount).toBe(100);
  });
});

describe('signing out', () => {
  it('closes the viewers of that sign-in at once', () => {
    const { socket, key } = watch();
    const { socket: other } = watch();
    signIns.end(key);
    expect(socket.closed).toBe(4401);
    expect(other.closed).toBeUndefined();
    sessions.put('s1');
    ticker.tick();
    expect([socket.take().length, other.take().length]).toEqual([0, 1]);
  });

  it('happens to who only watches for two hours', () => {
    const { socket } = watch();
    clock.advance(IDLE_LIFETIME - 1);
    ticker.tick();
    expect(socket.closed).toBeUndefined();
    clock.advance(1);
    ticker.tick();
    expect(socket.closed).toBe(4401);
  });
});

describe('without viewers', () => {
  it('there is no timer and nothing is listened to', () => {
    expect([ticker.running.size, sessions.listenerCount]).toEqual([0, 0]);
    const [one, two] = [watch().socket, watch().socket];
    expect([ticker.running.size, sessions.listenerCount]).toEqual([1, 2]);
    feed.leave(one);
    expect(ticker.running.size).toBe(1);
    sessions.put('s1');
    feed.leave(two);
    expect([ticker.running.size, sessions.listenerCount]).toEqual([0, 0]);
  });

  it('nothing is left over for the next one', () => {
    const { socket } = watch();
    sessions.put('s1');
    feed.leave(socket);
    const { socket: next } = watch();
    ticker.tick();
    expect(next.take()).toEqual([]);
  });

  it('the same holds once the application stops', () => {
    watch();
    feed.onModuleDestroy();
    expect([ticker.running.size, sessions.listenerCount]).toEqual([0, 0]);
  });
});
