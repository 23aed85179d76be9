import { beforeEach, expect, it } from 'vitest';
import { AckLatency } from './ack-latency.js';
import { FakeClock } from './testing/fake-clock.js';

let clock: FakeClock;
let latency: AckLatency;
beforeEach(() => {
  clock = new FakeClock();
  latency = new AckLatency(clock);
});

const about = (value: number) => ({
  asymmetricMatch: (seen: number) => Math.abs(seen - value) <= value * 0.03,
});

it('tells what half and what nearly all answers took at most', () => {
  expect(latency.figures()).toBeNull();
  for (let ms = 1; ms <= 1000; ms++) latency.answered(ms);
  expect(latency.figures()).toEqual({ p50: about(500), p99: about(990) });
  latency.answered(0);
  latency.answered(1e9);
  expect(latency.figures()?.p50).toEqual(about(500));
});

it('has an answer in its figures for one span at least, and not after two', () => {
  latency.answered(40);
  clock.advance(15_000);
  latency.answered(200);
  expect(latency.figures()).toEqual({ p50: about(40), p99: about(200) });
  clock.advance(15_000);
  expect(latency.figures()).toEqual({ p50: about(200), p99: about(200) });
  clock.advance(15_000);
  expect(latency.figures()).toBeNull();
});

it('remembers nothing when nobody looked for long', () => {
  latency.answered(40);
  clock.advance(60_000);
  expect(latency.figures()).toBeNull();
});
