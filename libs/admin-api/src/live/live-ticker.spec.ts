import { expect, it, vi } from 'vitest';
import { LiveTicker } from './live-ticker.js';

it('ticks until stopped', () => {
  vi.useFakeTimers();
  let ticks = 0;
  const stop = new LiveTicker().start(250, () => {
    ticks += 1;
  });
  vi.advanceTimersByTime(1000);
  expect(ticks).toBe(4);
  stop();
  vi.advanceTimersByTime(1000);
  expect(ticks).toBe(4);
  vi.useRealTimers();
});

it('does not keep the process alive', () => {
  const keeping = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = keeping();
  const stop = new LiveTicker().start(250, () => undefined);
  expect(keeping()).toBe(before);
  stop();
});
