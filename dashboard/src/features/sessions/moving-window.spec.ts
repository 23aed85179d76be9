import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIVE_WINDOW, type LiveAsk, type LiveListener } from '#contracts';
import type { ViewSource } from '../../lib/live-hub.js';
import { aSession } from '../../testing/live-messages.js';
import { MOVE_INTERVAL, MovingWindow } from './moving-window.js';

beforeEach(() => vi.useFakeTimers({ now: 50_000 }));
afterEach(() => vi.useRealTimers());

const TOTAL = 10_000;
const list = { filter: ['state=hibernating'], sort: 'user' as const };

/** A server whose answers the test gives. */
function channel() {
  const asks: { ask: LiveAsk<'sessions'>; listener: LiveListener<'sessions'>; left: boolean }[] = [];
  const source: ViewSource = {
    subscribe: (ask, listener) => {
      const asked = {
        ask: ask as LiveAsk<'sessions'>,
        listener: listener as LiveListener<'sessions'>,
        left: false,
      };
      asks.push(asked);
      return () => {
        asked.left = true;
      };
    },
  };
  const moving = new MovingWindow(source, () => Date.now());
  const told = vi.fn();
  moving.subscribe(told);
  const answer = (n: number) => {
    const { ask, listener } = asks[n] as (typeof asks)[number];
    const offset = ask.window?.offset ?? 0;
    const rows = Array.from({ length: LIVE_WINDOW }, (_, i) => aSession({ id: `s${offset + i}` }));
    listener.onData({ offset, rows, total: TOTAL }, 0);
  };
  const offsets = () => asks.map(({ ask }) => ask.window?.offset);
  return { moving, asks, answer, offsets, told };
}

describe('the part of a list that is looked at', () => {
  it('begins at the beginning, and is told when it is here', () => {
    const { moving, asks, answer, told } = channel();
    moving.watch(list);
    expect(asks[0]?.ask).toEqual({ view: 'sessions', ...list, window: { offset: 0, limit: LIVE_WINDOW } });
    expect(moving.shown().window).toBeUndefined();
    answer(0);
    expect(moving.shown()).toMatchObject({ list, window: { offset: 0, total: TOTAL }, refused: null });
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('asks for nothing while what is looked at is at hand', () => {
    const { moving, answer, offsets } = channel();
    moving.watch(list);
    answer(0);
    vi.advanceTimersByTime(MOVE_INTERVAL);
    moving.look(100, 130);
    vi.advanceTimersByTime(MOVE_INTERVAL);
    expect(offsets()).toEqual([0]);
  });

  it('stays with the window before, live, until the next is here', () => {
    const { moving, asks, answer, offsets } = channel();
    moving.watch(list);
    answer(0);
    vi.advanceTimersByTime(MOVE_INTERVAL);
    moving.look(5000, 5030);
    expect(offsets()).toEqual([0, 4915]);
    expect([asks[0]?.left, moving.shown().window?.offset]).toEqual([false, 0]);
    answer(0);
    expect(moving.shown().window?.offset).toBe(0);
    answer(1);
    expect([asks[0]?.left, asks[1]?.left, moving.shown().window?.offset]).toEqual([true, false, 4915]);
  });

  it('asks seldom while one scrolls, and at last for where one came to rest', () => {
    const { moving, asks, answer, offsets } = channel();
    moving.watch(list);
    answer(0);
    for (let row = 0; row < 6000; row += 100) {
      vi.advanceTimersByTime(20);
      moving.look(row, row + 30);
    }
    vi.advanceTimersByTime(MOVE_INTERVAL);
    const asked = offsets();
    expect(asked.length).toBeLessThanOrEqual(2 + (60 * 20) / MOVE_INTERVAL);
    expect(asked.at(-1)).toBe(5815);
    answer(asked.length - 1);
    expect(asks.filter(({ left }) => !left)).toHaveLength(1);
  });

  it('shows the list before until another is here, and then that from its beginning', () => {
    const { moving, asks, answer } = channel();
    moving.watch(list);
    answer(0);
    vi.advanceTimersByTime(MOVE_INTERVAL);
    moving.look(5000, 5030);
    moving.watch({ filter: [], sort: '-since' });
    expect(moving.shown().list).toEqual(list);
    expect(asks[1]?.left).toBe(true);
    answer(2);
    expect(moving.shown()).toMatchObject({ list: { filter: [], sort: '-since' }, window: { offset: 0 } });
    expect(asks.filter(({ left }) => !left)).toHaveLength(1);
  });

  it('tells a refusal, and asks again by itself where it was in haste', () => {
    const { moving, asks } = channel();
    moving.watch(list);
    asks[0]?.listener.onRefused?.('too-many-requests', 'slower');
    expect(moving.shown().refused).toBeNull();
    vi.advanceTimersByTime(1000);
    expect(asks).toHaveLength(2);
    asks[1]?.listener.onRefused?.('too-many-subscriptions', 'too many');
    expect(moving.shown().refused).toEqual({ code: 'too-many-subscriptions', detail: 'too many' });
    moving.retry();
    expect(asks).toHaveLength(3);
  });

  it('leaves everything when it is closed, and asks for nothing any more', () => {
    const { moving, asks, answer } = channel();
    moving.watch(list);
    answer(0);
    moving.look(5000, 5030);
    moving.close();
    vi.advanceTimersByTime(5000);
    expect(asks.every(({ left }) => left)).toBe(true);
    const asked = asks.length;
    moving.watch(list);
    expect(asks).toHaveLength(asked + 1);
  });
});
