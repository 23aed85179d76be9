import { createHistogram, type IntervalHistogram } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LoopDelay } from './loop-delay.js';

const SPAN = 15_000;
let monitors: ReturnType<typeof createHistogram>[];
let delay: LoopDelay;
let running: number;

beforeEach(() => {
  vi.useFakeTimers();
  monitors = [];
  running = 0;
  delay = new LoopDelay(() => {
    const monitor = createHistogram();
    monitors.push(monitor);
    return Object.assign(monitor, {
      enable: () => ++running > 0,
      disable: () => --running >= 0,
    }) as unknown as IntervalHistogram;
  });
});
afterEach(() => {
  delay.stop();
  vi.useRealTimers();
});

/** The loop was looked at after so many ms. */
const looked = (...times: number[]) => {
  for (const ms of times) for (const monitor of monitors) monitor.record(ms * 1e6);
};
const rounded = () => Object.values(delay.figures()).map(Math.round);

it('tells how late the loop was beyond the time between two looks', () => {
  expect(rounded()).toEqual([0, 0, 0]);
  looked(...Array<number>(97).fill(20), 70, 120, 520);
  expect(rounded()).toEqual([0, 100, 500]);
});

it('has a delay in its figures for one span at least, and not after two', () => {
  vi.advanceTimersByTime(SPAN - 1);
  looked(220);
  vi.advanceTimersByTime(1);
  expect(rounded()).toEqual([200, 200, 200]);
  vi.advanceTimersByTime(SPAN - 1);
  looked(20);
  expect(rounded()).toEqual([0, 200, 200]);
  vi.advanceTimersByTime(1);
  expect(rounded()).toEqual([0, 0, 0]);
});

it('runs both monitors until it is stopped', () => {
  expect(running).toBe(2);
  delay.stop();
  expect([running, vi.getTimerCount()]).toEqual([0, 0]);
  running = 2;
});
