// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveMessage, LiveRequest, LiveViewName } from '#contracts';
import { FakeSocket } from '../testing/fake-socket.js';
import { anEvent, anOverview, aSession } from '../testing/live-messages.js';
import { type LiveSocket, openLiveSocket } from './live-socket.js';
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
      return socket;
    },
  });
  return store;
}

const last = () => sockets.at(-1) as FakeSocket;
const data = {
  overview: { overview: anOverview() },
  sessions: { rows: [aSession()], offset: 0, total: 1 },
  session: { session: null, events: [] },
  events: { events: [anEvent(1)] },
  bulk: { jobs: [] },
};
/** The server's answer to what was asked of the view. */
const snapshot = (view: LiveViewName): LiveMessage => {
  const ask = last().asked.find((one) => one.type === 'subscribe' && one.view === view) as LiveRequest;
  return { type: 'snapshot', view, id: ask.id, seq: 0, at: Date.now(), data: data[view] } as LiveMessage;
};
const hello = () => last().say({ type: 'hello', epoch: 'e', at: Date.now() });

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
  it('shows figures and events, and is live from the figures on, not from the connection', () => {
    const store = start();
    expect(store.getState().channel).toBe('connecting');
    hello();
    expect(store.getState().channel).toBe('connecting');
    last().say(snapshot('overview'));
    expect(store.getState().channel).toBe('live');
    last().say(snapshot('events'));
    vi.advanceTimersByTime(FLUSH_MS);
    const { overview, events } = store.getState();
    expect([overview?.connected, events.length]).toEqual([3, 1]);
  });

  it('says when it comes back after a loss, and does', () => {
    const store = start();
    hello();
    last().say(snapshot('overview'));
    last().end();
    expect(store.getState()).toMatchObject({ channel: 'waiting', retryAt: 101_000 });
    vi.advanceTimersByTime(1000);
    hello();
    last().say(snapshot('overview'));
    expect([sockets.length, store.getState().channel]).toEqual([2, 'live']);
    expect(onDoubt).not.toHaveBeenCalled();
  });

  it('asks who we are when it was refused', () => {
    start();
    last().end(4401);
    expect(onDoubt).toHaveBeenCalledTimes(1);
  });

  it('gives the channel up when the network is gone, and tries when it is back or when asked', () => {
    const store = start();
    hello();
    window.dispatchEvent(new Event('offline'));
    expect(store.getState().channel).toBe('waiting');
    window.dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(2);
    last().end();
    opened.retry();
    expect(sockets).toHaveLength(3);
  });

  it('stays closed once closed', () => {
    const store = start();
    opened.close();
    window.dispatchEvent(new Event('online'));
    vi.advanceTimersByTime(60_000);
    expect([sockets.length, store.getState().channel]).toEqual([1, 'closed']);
  });
});
