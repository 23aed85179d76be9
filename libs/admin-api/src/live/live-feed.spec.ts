import { beforeEach, describe, expect, it } from 'vitest';
import type { BulkJobView, LiveMessage, LiveRequest, Role } from '#contracts';
import { FakeClock } from '../testing/fake-clock.js';
import { FakeSocket } from '../testing/fake-socket.js';
import { ManualTicker } from '../testing/manual-ticker.js';
import { MemoryEvents } from '../testing/memory-events.js';
import { MemorySessions } from '../testing/memory-sessions.js';
import { LiveFeed } from './live-feed.js';

const MIB = 1024 * 1024;

let clock: FakeClock;
let ticker: ManualTicker;
let sessions: MemorySessions;
let events: MemoryEvents;
let jobs: BulkJobView[];
let feed: LiveFeed;
let role: Role | undefined;

beforeEach(() => {
  clock = new FakeClock();
  ticker = new ManualTicker();
  sessions = new MemorySessions();
  events = new MemoryEvents();
  sessions.onEvent((event) => events.record(event));
  jobs = [];
  const bulk = { jobs: () => jobs.map((job) => ({ ...job })), onProgress: () => () => {} };
  feed = new LiveFeed(sessions, events, bulk, clock, ticker);
  role = 'viewer';
});

const join = () => {
  const socket = new FakeSocket();
  feed.join(socket, { role: () => role });
  return socket;
};
const sessionsAsk = (id = 'a', more: object = {}) =>
  ({
    ...{ type: 'subscribe', id, view: 'sessions', sort: 'id', window: { offset: 0, limit: 50 } },
    ...more,
  }) as LiveRequest;
const overview: LiveRequest = { type: 'subscribe', id: 'o', view: 'overview' };
/** Views that are read first are there after this. */
const read = () => new Promise((resolve) => setImmediate(resolve));
const watch = async (...asks: LiveRequest[]) => {
  const socket = join();
  for (const ask of asks) feed.request(socket, ask);
  await read();
  return { socket, first: socket.take() };
};
const rowsOf = (message: LiveMessage | undefined) =>
  message?.type === 'snapshot' && message.view === 'sessions'
    ? message.data.rows.map(({ id }) => id)
    : undefined;

describe('subscribing', () => {
  it('says hello, then shows the window of the list', async () => {
    for (const [id, unacked] of [
      ['s1', 1],
      ['s2', 0],
      ['s3', 5],
    ] as const)
      sessions.put(id, { unacked });
    const ask = { filter: ['unacked>0'], sort: '-unacked', window: { offset: 1, limit: 1 } };
    const { first } = await watch(sessionsAsk('a', ask));
    const [hello, snapshot] = first;
    expect(hello).toMatchObject({ type: 'hello', at: clock.now() });
    expect(snapshot).toMatchObject({ type: 'snapshot', id: 'a', seq: 0, at: clock.now() });
    expect(snapshot?.type === 'snapshot' && snapshot.data).toMatchObject({ offset: 1, total: 2 });
    expect(rowsOf(snapshot)).toEqual(['s1']);
  });

  it('shows what changed in the window, numbered, each session as it is when it is sent', async () => {
    sessions.put('s1');
    sessions.put('s2');
    const { socket } = await watch(sessionsAsk());
    sessions.put('s1', { unacked: 1 });
    sessions.put('s1', { unacked: 2 });
    sessions.put('s3');
    sessions.drop('s2');
    expect(socket.take()).toEqual([]);
    ticker.tick();
    const [delta, ...more] = socket.take();
    expect(more).toEqual([]);
    expect(delta).toMatchObject({
      ...{ type: 'delta', id: 'a', view: 'sessions', seq: 1 },
      data: {
        changed: [{ id: 's1', unacked: 2 }],
        entered: [{ id: 's3' }],
        gone: ['s2'],
        order: ['s1', 's3'],
      },
    });
    ticker.tick();
    expect(socket.take()).toEqual([]);
    sessions.put('s3', { unacked: 9 });
    ticker.tick();
    expect(socket.take()).toMatchObject([{ seq: 2 }]);
  });

  it('says nothing of what is outside the window', async () => {
    for (let i = 0; i < 5; i++) sessions.put(`s${i}`);
    const { socket } = await watch(sessionsAsk('a', { window: { offset: 0, limit: 2 } }));
    sessions.put('s4', { unacked: 7 });
    ticker.tick();
    expect(socket.take()).toEqual([]);
    sessions.drop('s0');
    ticker.tick();
    expect(socket.take()).toMatchObject([{ data: { entered: [{ id: 's2' }], gone: ['s0'], total: 4 } }]);
  });

  it('replaces a subscription of the same id, and ends one that is not wanted any more', async () => {
    sessions.put('s1');
    const { socket } = await watch(sessionsAsk('a'), sessionsAsk('a', { filter: ['unacked>0'] }));
    expect(feed.viewCount).toBe(1);
    sessions.put('s1', { unacked: 1 });
    ticker.tick();
    expect(socket.take()).toMatchObject([{ id: 'a', data: { entered: [{ id: 's1' }] } }]);
    feed.request(socket, { type: 'unsubscribe', id: 'a' });
    expect(feed.viewCount).toBe(0);
    sessions.put('s1', { unacked: 2 });
    ticker.tick();
    expect(socket.take()).toEqual([]);
  });

  it('gives the whole again to who missed something', async () => {
    sessions.put('s1');
    const { socket } = await watch(sessionsAsk());
    sessions.put('s1', { unacked: 1 });
    ticker.tick();
    socket.take();
    feed.request(socket, { type: 'resync', id: 'a' });
    expect(socket.take()).toMatchObject([{ type: 'snapshot', seq: 1, data: { rows: [{ unacked: 1 }] } }]);
  });
});

describe('the other views', () => {
  it('tell figures that changed, restless ones once a second', async () => {
    const { socket, first } = await watch(overview);
    expect(first[1]).toMatchObject({ view: 'overview', data: { overview: { connected: 0 } } });
    ticker.tick();
    sessions.put('s1');
    const figures = sessions.overview();
    sessions.overview = () => ({ ...figures, rssBytes: 999 });
    ticker.tick();
    expect(socket.take()).toMatchObject([{ data: { overview: { connected: 1 } } }]);
    for (let i = 0; i < 2; i++) ticker.tick();
    expect(socket.take()).toEqual([]);
    ticker.tick();
    const [second] = socket.take();
    expect(second).toMatchObject({ seq: 2, data: { overview: { rssBytes: 999 } } });
  });

  it('tell one session, its counters without any event, its events, and its end', async () => {
    sessions.put('s1');
    sessions.happen('session-opened', { sessionId: 's1' });
    sessions.happen('session-opened', { sessionId: 's2' });
    const { socket, first } = await watch({ type: 'subscribe', id: 'x', view: 'session', session: 's1' });
    expect(first[1]).toMatchObject({ data: { session: { id: 's1' }, events: [{ seq: 1 }] } });
    sessions.views.set('s1', { ...sessions.find('s1')!, hIn: 5 });
    ticker.tick();
    expect(socket.take()).toMatchObject([{ data: { session: { hIn: 5 }, events: [] } }]);
    sessions.happen('session-ended', { sessionId: 's1' });
    sessions.drop('s1');
    ticker.tick();
    expect(socket.take()).toMatchObject([{ data: { session: null, events: [{ seq: 3 }] } }]);
  });

  it('tell events that pass, those from before the process too, each once', async () => {
    events.record({
      ...{ seq: 1, at: 1, kind: 'session-ended', user: 'u', sessionId: null, resource: null },
      reason: 'lost',
      detail: null,
      traceId: null,
    });
    sessions.events.length = 1;
    const ask = { type: 'subscribe', id: 'e', view: 'events', filter: { user: 'u' }, limit: 3 } as const;
    const socket = join();
    feed.request(socket, ask);
    // It happens while the store is being read.
    sessions.happen('session-opened', { user: 'u' });
    sessions.happen('session-opened', { user: 'v' });
    await read();
    expect(socket.take()[1]).toMatchObject({ data: { events: [{ seq: 2 }, { seq: 1 }] } });
    sessions.happen('session-ended', { user: 'u' });
    ticker.tick();
    expect(socket.take()).toMatchObject([{ type: 'delta', seq: 1, data: { events: [{ seq: 4 }] } }]);
    for (let i = 0; i < 4; i++) sessions.happen('session-ended', { user: 'u' });
    ticker.tick();
    // More than the list holds: a delta would leave a hole.
    expect(socket.take()).toMatchObject([
      { type: 'snapshot', seq: 2, data: { events: [{ seq: 8 }, { seq: 7 }, { seq: 6 }] } },
    ]);
  });
});

describe('bulk actions', () => {
  const facts = { action: 'expire', about: 'all sessions', change: null, reason: 'x', by: 'admin' } as const;
  const job = (id: string, done: number, state: BulkJobView['state'] = 'running'): BulkJobView => ({
    ...{ ...facts, id, state, total: 500, done, failed: 0, skipped: 0, left: 500 - done },
    ...{ perSecond: null, startedAt: 1, endedAt: null },
  });

  it('are told as they begin, come along and are not kept any more, and not when nothing moves', async () => {
    jobs = [job('a', 500, 'done')];
    const { socket, first } = await watch({ type: 'subscribe', id: 'b', view: 'bulk' });
    expect(first[1]).toMatchObject({ view: 'bulk', data: { jobs: [{ id: 'a', done: 500 }] } });
    jobs = [job('b', 25), ...jobs];
    ticker.tick();
    jobs = [job('b', 75), job('a', 500, 'done')];
    ticker.tick();
    ticker.tick();
    jobs = [job('b', 80, 'cancelled')];
    ticker.tick();
    expect(socket.take()).toMatchObject([
      { seq: 1, data: { begun: [{ id: 'b', done: 25 }], changed: [], gone: [] } },
      { seq: 2, data: { begun: [], changed: [{ id: 'b', done: 75 }], gone: [] } },
      { seq: 3, data: { changed: [{ id: 'b', state: 'cancelled', done: 80 }], gone: ['a'] } },
    ]);
  });
});

describe('many viewers', () => {
  it('of one view share its evaluation', async () => {
    sessions.put('s1');
    let evaluated = 0;
    const find = sessions.find.bind(sessions);
    sessions.find = (id) => {
      evaluated++;
      return find(id);
    };
    const sockets = [];
    for (let i = 0; i < 10; i++) sockets.push((await watch(sessionsAsk(`v${i}`))).socket);
    expect(feed.viewCount).toBe(1);
    sessions.put('s1', { unacked: 1 });
    ticker.tick();
    expect(evaluated).toBe(1);
    for (const [i, socket] of sockets.entries())
      expect(socket.take()).toMatchObject([{ id: `v${i}`, seq: 1 }]);
  });

  it('are no more than a hundred, and cost nothing once they are gone', async () => {
    const before = sessions.listenerCount;
    const { socket } = await watch(sessionsAsk(), overview);
    for (let i = 1; i < 100; i++) join();
    const turnedAway = join();
    expect([turnedAway.closed, feed.viewerCount]).toEqual([1013, 100]);
    expect(sessions.listenerCount).toBe(before + 1);
    feed.leave(socket);
    expect([feed.viewCount, sessions.listenerCount]).toEqual([0, before]);
    expect(ticker.running.size).toBe(1);
  });

  it('stop the timer when the last one leaves', async () => {
    const { socket } = await watch(overview);
    feed.leave(socket);
    expect(ticker.running.size).toBe(0);
  });
});

describe('a slow viewer', () => {
  it('gets no deltas while others do, and a snapshot once it has taken everything', async () => {
    sessions.put('s1');
    const { socket: slow } = await watch(sessionsAsk());
    const { socket: fast } = await watch(sessionsAsk());
    slow.bufferedAmount = MIB + 1;
    sessions.put('s1', { unacked: 1 });
    ticker.tick();
    slow.bufferedAmount = 1;
    sessions.put('s1', { unacked: 2 });
    ticker.tick();
    expect(slow.take()).toEqual([]);
    expect(fast.take()).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    slow.bufferedAmount = 0;
    ticker.tick();
    expect(slow.take()).toMatchObject([{ type: 'snapshot', seq: 2, data: { rows: [{ unacked: 2 }] } }]);
    sessions.put('s1', { unacked: 3 });
    ticker.tick();
    expect(slow.take()).toMatchObject([{ type: 'delta', seq: 3 }]);
  });

  it('is given up when it takes nothing for a minute', async () => {
    const { socket } = await watch(overview);
    socket.bufferedAmount = MIB + 1;
    ticker.tick();
    clock.advance(59_999);
    ticker.tick();
    expect(socket.closed).toBeUndefined();
    clock.advance(1);
    ticker.tick();
    expect([socket.closed, feed.viewerCount]).toEqual(['terminated', 0]);
  });

  it('hears after five quiet seconds that the server is there', async () => {
    const { socket } = await watch(overview);
    clock.advance(4999);
    ticker.tick();
    expect(socket.take()).toEqual([]);
    clock.advance(1);
    ticker.tick();
    ticker.tick();
    expect(socket.take()).toEqual([{ type: 'alive', at: clock.now() }]);
  });
});

describe('who may', () => {
  it('is asked for each subscription and again when it changes', async () => {
    feed.roles = { ...feed.roles, sessions: 'operator' };
    const { socket, first } = await watch(sessionsAsk(), overview);
    expect(first).toMatchObject([
      { type: 'hello' },
      { type: 'refused', id: 'a', code: 'role-too-low' },
      { id: 'o' },
    ]);
    role = 'operator';
    feed.request(socket, sessionsAsk());
    await read();
    expect(socket.take()).toMatchObject([{ type: 'snapshot', id: 'a' }]);
    role = 'viewer';
    feed.reconsider();
    expect(socket.take()).toMatchObject([{ type: 'refused', id: 'a', code: 'role-too-low' }]);
    sessions.put('s1');
    ticker.tick();
    expect(socket.take()).toMatchObject([{ id: 'o' }]);
  });

  it('is dismissed at the next tick once nobody vouches for it', async () => {
    const { socket } = await watch(overview);
    role = undefined;
    sessions.put('s1');
    ticker.tick();
    expect([socket.closed, socket.take()]).toEqual([4401, []]);
    expect(feed.viewCount).toBe(0);
  });
});

describe('limits', () => {
  it('refuse what is no request, a filter nobody understands, and an id nobody knows', async () => {
    const { socket } = await watch();
    feed.request(socket, undefined);
    feed.request(socket, sessionsAsk('f', { filter: ['colour=red'] }));
    feed.request(socket, { type: 'resync', id: 'q' });
    expect(socket.take()).toMatchObject([
      { type: 'refused', id: null, code: 'invalid-request' },
      { type: 'refused', id: 'f', code: 'invalid-filter' },
      { type: 'refused', id: 'q', code: 'no-such-subscription' },
    ]);
    expect(feed.viewCount).toBe(0);
  });

  it('refuse the seventeenth subscription', async () => {
    const asks = Array.from({ length: 17 }, (_, i) => ({ ...overview, id: `o${i}` }) as LiveRequest);
    const { first } = await watch(...asks);
    expect(first.at(-1)).toMatchObject({ id: 'o16', code: 'too-many-subscriptions' });
    expect(first.filter(({ type }) => type === 'snapshot')).toHaveLength(16);
  });

  it('brake who asks too often, let it ask again later, and hang up on a flood', async () => {
    const { socket } = await watch();
    for (let i = 0; i < 41; i++) feed.request(socket, { ...overview, id: 'o' });
    expect(socket.take().at(-1)).toMatchObject({ id: 'o', code: 'too-many-requests' });
    clock.advance(100);
    feed.request(socket, overview);
    expect(socket.take()).toMatchObject([{ type: 'snapshot' }]);
    for (let i = 0; i < 100; i++) feed.request(socket, overview);
    expect(socket.closed).toBe(4429);
  });

  it('refuse the sixty-fifth different list', async () => {
    const sockets = [];
    for (let v = 0; v < 5; v++) {
      const asks = Array.from({ length: 13 }, (_, i) =>
        sessionsAsk(`${i}`, { filter: [`unacked>${v * 13 + i}`] }),
      );
      sockets.push(await watch(...asks));
    }
    expect(sockets.at(-1)?.first.at(-1)).not.toMatchObject({ type: 'snapshot', id: '12' });
    expect(sockets.flatMap(({ first }) => first).filter(({ type }) => type === 'refused')).toMatchObject([
      { id: '12', code: 'too-many-subscriptions' },
    ]);
  });
});
