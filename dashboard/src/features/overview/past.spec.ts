import { describe, expect, it } from 'vitest';
import type { History, Overview } from '#contracts';
import { anOverview } from '../../testing/live-messages.js';
import { figureAt, type Moment, withMoment } from './moments.js';
import { pastOf } from './past.js';

const T = 1_000_000;
const moment = (at: number, given: Partial<Overview> = {}): Moment => ({ at, overview: anOverview(given) });
const seconds = (count: number, of: (second: number) => Partial<Overview>) =>
  Array.from({ length: count }, (_, second) => moment(T + second * 1000, of(second)));

const kept: History = {
  from: T - 30_000,
  to: T + 10_000,
  step: 10_000,
  figures: {
    connected: { kind: 'level', values: [7, null, 9, 4] },
    resumes: { kind: 'total', values: [20, null, 5, 1] },
  },
};

describe('the past of a figure', () => {
  it('is what was kept of stretches that are over, totals per second, gaps as gaps', () => {
    const past = pastOf(kept, [moment(T + 1000, { connected: 5 })]);
    expect(past.times).toEqual([T - 25_000, T - 15_000, T - 5000, T + 1000]);
    expect(past.of('connected')).toEqual([7, null, 9, 5]);
    expect(past.of('resumes')).toEqual([2, null, 0.5, null]);
    expect(past.of('ackP99')).toEqual([null, null, null, null]);
  });

  it('goes on with what is seen, and what was kept takes its place', () => {
    const seen = seconds(13, (second) => ({ connected: second, resumes: second * 3 }));
    const before = pastOf(kept, seen.slice(0, 9));
    expect(before.of('connected')).toEqual([7, null, 9, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(before.of('resumes').at(-1)).toBe(3);
    const after = pastOf({ ...kept, from: kept.from + 10_000, to: kept.to + 10_000 }, seen);
    expect(after.times.slice(-3)).toEqual([T + 5000, T + 11_000, T + 12_000]);
  });

  it('has few points of the present where it reaches far back', () => {
    const week = { ...kept, from: T - 604_800_000, to: T, step: 2_400_000, figures: {} };
    expect(
      pastOf(
        week,
        seconds(60, () => ({})),
      ).times,
    ).toHaveLength(252 + 1);
  });

  it('is what is seen alone before anything was kept, and nothing before anything is seen', () => {
    expect(pastOf(undefined, [moment(T, { hibernating: 2 })]).of('hibernating')).toEqual([2]);
    expect(pastOf(undefined, []).times).toEqual([]);
  });
});

describe('a moment', () => {
  it('reckons a rate over ten seconds, never across a start of the server', () => {
    const seen = seconds(30, (second) => ({ stanzasIn: second < 20 ? second * 5 : second * 50 }));
    expect(figureAt('stanzasIn', seen, 4)).toBeNull();
    expect(figureAt('stanzasIn', seen, 5)).toBe(5);
    expect(figureAt('stanzasIn', seen, 19)).toBe(5);
    const restarted = [...seen.slice(0, 8), moment(T + 9000, { startedAt: 99, stanzasIn: 1 })];
    expect(figureAt('stanzasIn', restarted, 8)).toBeNull();
    expect(figureAt('oldestUnacked', [moment(T, { oldestUnackedAt: T - 4000 })], 0)).toBe(4000);
  });

  it('after a silence comes behind a gap, and the oldest are forgotten', () => {
    const silent = withMoment([moment(T)], moment(T + 6000));
    expect(silent.map(({ overview }) => overview === null)).toEqual([false, true, false]);
    let all: readonly Moment[] = [];
    for (let second = 0; second < 300; second++) all = withMoment(all, moment(T + second * 1000));
    expect([all.length, all[0]?.at]).toEqual([120, T + 180_000]);
  });
});
