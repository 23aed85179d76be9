import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LiveTicker } from './live-ticker.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('ticks until stopped', () => {
  let ticks = 0;
  const stop = new LiveTicker().start(250, () => {
    ticks += 1;
  });
  vi.advanceTimersByTime(1000);
  expect(ticks).toBe(4);
  stop();
  vi.advanceTimersByTime(1000);
  expect(ticks).toBe(4);
});
