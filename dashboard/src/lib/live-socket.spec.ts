// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSocket } from '../testing/fake-socket.js';
import { aDelta, aSession, aSnapshot } from '../testing/live-messages.js';
import { backOff, CLOSE_SIGNED_OUT, type LiveSocket, openLiveSocket, SILENCE_MS } from './live-socket.js';
import { createLiveStore, FLUSH_MS } from './live-store.js';

let sockets: FakeSocket[];
let opened: LiveSocket;
const onDoubt = vi.fn();

function start() {
  const store = createLiveStore();
  opened = openLiveSocket({
    url: 'ws://localhost/api/v1/live',
    store,
    onDoubt,
    random: () => 1,
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  return store;
}

const last = () => sockets.at(-1) as FakeSocket;

beforeEach(() => {
  vi.useFakeTimers({ now: 100_000 });
  sockets = [];
  onDoubt.mockReset();
});
afterEach(() => {
  opened.close();
  vi.useRealTimers();
});

describe('the live socket', () => {
  it('is live from the snapshot on, not from the connection', () => {
    const store = start();
    expect(store.getState().channel).toBe('connecting');
    last().say(aSnapshot());
    expect(store.getState().channel).toBe('live');
  });

  it('comes back after a loss and replaces what it held by the new snapshot', () => {
    const store = start();
    last().say(aSnapshot({ sessions: [aSession({ id: 'a' })] }));
    last().end();
    expect(store.getState()).toMatchObject({ channel: 'waiting', retryAt: 101_000 });
    vi.advanceTimersByTime(1000);
    expect(sockets).toHaveLength(2);
    last().say(aSnapshot({ sessions: [aSession({ id: 'b' })] }));
    expect([...store.getState().sessions.keys()]).toEqual(['b']);
    expect(onDoubt).not.toHaveBeenCalled();
  });

  it('waits longer from attempt to attempt, and begins anew after a success', () => {
    const store = start();
    for (const wait of [1000, 2000, 4000]) {
      last().end();
      expect(store.getState().retryAt).toBe(Date.now() + wait);
      vi.advanceTimersByTime(wait);
    }
    last().say(aSnapshot());
    last().end();
    expect(store.getState().retryAt).toBe(Date.now() + 1000);
  });

  it('takes silence for a loss', () => {
    const store = start();
    last().say(aSnapshot());
    vi.advanceTimersByTime(SILENCE_MS - 1);
    last().say(aDelta());
    vi.advanceTimersByTime(SILENCE_MS - 1);
    expect(store.getState().channel).toBe('live');
    vi.advanceTimersByTime(1);
    expect(store.getState().channel).toBe('waiting');
    expect(last().closedWith).toBeDefined();
  });

  it('asks who we are when it was refused or signed out, not when it was merely lost', () => {
    start();
    last().end();
    expect(onDoubt).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    last().say(aSnapshot());
    last().end(1006);
    expect(onDoubt).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    last().say(aSnapshot());
    last().end(CLOSE_SIGNED_OUT);
    expect(onDoubt).toHaveBeenCalledTimes(2);
  });

  it('hangs up on a delta before the snapshot and on what it cannot read', () => {
    const store = start();
    last().say(aDelta({ changed: [aSession()] }));
    expect(last().closedWith).toBe(4000);
    expect(store.getState().sessions.size).toBe(0);
    vi.advanceTimersByTime(1000);
    last().say('{"type":"snapshot"');
    expect(last().closedWith).toBe(4000);
  });

  it('does not listen to a socket it has given up', () => {
    const store = start();
    const old = last();
    old.say(aSnapshot());
    window.dispatchEvent(new Event('offline'));
    old.say(aDelta({ changed: [aSession()] }));
    vi.advanceTimersByTime(FLUSH_MS);
    expect(store.getState().sessions.size).toBe(0);
  });

  it('tries at once when asked or when the network is back', () => {
    start();
    last().end();
    opened.retry();
    expect(sockets).toHaveLength(2);
    opened.retry();
    expect(sockets).toHaveLength(2);
    last().end();
    window.dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(3);
  });

  it('stays closed once closed', () => {
    const store = start();
    last().say(aSnapshot());
    opened.close();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(store.getState().channel).toBe('closed');
  });
});

describe('the back-off', () => {
  it('doubles up to half a minute and is spread over its upper half', () => {
    expect([0, 1, 2, 10].map((attempt) => backOff(attempt, () => 1))).toEqual([1000, 2000, 4000, 30_000]);
    expect(backOff(10, () => 0)).toBe(15_000);
  });
});
