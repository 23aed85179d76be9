import { describe, expect, it } from 'vitest';
import type { History } from '#contracts';
import { pastOf } from './past.js';
import { added, levelTrend, thin } from './trend.js';

const MINUTE = 60_000;
const now = 100 * MINUTE;
const history = (values: (number | null)[]): History => ({
  from: now - values.length * MINUTE,
  to: now,
  step: MINUTE,
  figures: { connected: { kind: 'level', values }, expiries: { kind: 'total', values } },
});
const trend = (values: (number | null)[]) => {
  const past = pastOf(history(values), []);
  return levelTrend(past, past.of('connected'), now);
};

describe('where a figure goes', () => {
  it('is told against the first that is known of the hour', () => {
    const { before, values } = trend([null, null, 4, ...Array(57).fill(9)]);
    expect(before).toEqual({ value: 4, ago: 57.5 * MINUTE });
    expect(values.slice(0, 4)).toEqual([null, null, 4, 9]);
  });

  it('is not told when little is known', () => {
    expect(trend([null, 3, 3, 3]).before).toBeNull();
    expect(trend([null, null]).before).toBeNull();
  });

  it('of a total is what was added in a stretch of time', () => {
    const kept = history([1, 2, null, 4, 5]);
    expect(added(kept, 'expiries', { now, since: 2 * MINUTE })).toBe(9);
    expect(added(kept, 'expiries', { now, since: 5 * MINUTE, until: 2 * MINUTE })).toBe(3);
    expect(added(undefined, 'expiries', { now, since: MINUTE })).toBe(0);
  });

  it('keeps its peaks when it is drawn small', () => {
    const values = Array.from({ length: 360 }, (_, at) => (at === 100 ? 50 : at < 12 ? null : 1));
    const small = thin(values);
    expect([small.length, small[0], small[16], small[17]]).toEqual([60, null, 50, 1]);
    expect(thin([1, null])).toEqual([1, null]);
  });
});
