import { describe, expect, it } from 'vitest';
import { paceOf, type Tally, withTally } from './pace.js';

const over = (...tallies: Tally[]) => tallies.reduce<readonly Tally[]>(withTally, []);
const at = (seconds: number, count: number): Tally => ({ at: seconds * 1000, count });

describe('the pace of a job', () => {
  it('is not known before there is something to measure', () => {
    expect(paceOf([])).toBeNull();
    expect(paceOf([at(1, 5)])).toBeNull();
  });

  it('is that of the last seconds, whatever it was before', () => {
    expect(paceOf(over(at(0, 0), at(1, 100)))).toBe(100);
    expect(paceOf(over(at(0, 0), at(1, 1000), at(6, 1050), at(11, 1100)))).toBe(10);
  });

  it('is measured over the gap where little happens', () => {
    expect(paceOf(over(at(0, 0), at(30, 3)))).toBe(0.1);
  });
});
