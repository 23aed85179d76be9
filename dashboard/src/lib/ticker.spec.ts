import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTicker } from './ticker.js';

beforeEach(() => vi.useFakeTimers({ now: 10_000 }));
afterEach(() => vi.useRealTimers());

describe('the ticker', () => {
  it('runs one timer for everyone, and none when nobody listens', () => {
    const ticker = createTicker();
    expect(vi.getTimerCount()).toBe(0);
    const stops = [ticker.subscribe(() => {}), ticker.subscribe(() => {})];
    expect(vi.getTimerCount()).toBe(1);
    for (const stop of stops) stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells each second, and its time changes only then', () => {
    const ticker = createTicker();
    const listener = vi.fn();
    ticker.subscribe(listener);
    vi.advanceTimersByTime(999);
    expect([ticker.now(), listener.mock.calls.length]).toEqual([10_000, 0]);
    vi.advanceTimersByTime(1);
    expect([ticker.now(), listener.mock.calls.length]).toEqual([11_000, 1]);
  });

  it('is at the present time again after a rest', () => {
    const ticker = createTicker();
    ticker.subscribe(() => {})();
    vi.advanceTimersByTime(5000);
    ticker.subscribe(() => {});
    expect(ticker.now()).toBe(15_000);
  });
});
