import { describe, expect, it } from 'vitest';
import { anEvent } from '../../testing/live-messages.js';
import { breaks, merged, TRAIL_CAP } from './trail.js';

const trail = (...seqs: number[]) => seqs.map((seq) => anEvent(seq));
const seqs = (of: readonly { seq: number }[]) => of.map(({ seq }) => seq);

describe('a trail of events', () => {
  it('takes what is newer, and what is older, each once', () => {
    const known = trail(9, 8, 5);
    expect(seqs(merged(known, trail(11, 10, 9)))).toEqual([11, 10, 9, 8, 5]);
    expect(seqs(merged(known, trail(8, 6, 4)))).toEqual([9, 8, 6, 5, 4]);
    expect(seqs(merged([], known))).toEqual([9, 8, 5]);
  });

  it('is the same object when there is nothing new: nothing renders again', () => {
    const known = trail(9, 8);
    expect(merged(known, trail(9, 8))).toBe(known);
    expect(merged(known, [])).toBe(known);
  });

  it('forgets its oldest rather than grow without bound', () => {
    const many = Array.from({ length: TRAIL_CAP }, (_, at) => anEvent(TRAIL_CAP - at));
    const all = merged(many, trail(TRAIL_CAP + 1));
    expect([all.length, all[0]?.seq, all.at(-1)?.seq]).toEqual([TRAIL_CAP, TRAIL_CAP + 1, 2]);
  });

  it('breaks where a full list of the newest does not reach what was known', () => {
    expect(breaks(trail(3, 2), trail(9, 8), 2)).toBe(true);
    expect(breaks(trail(3, 2), trail(9, 3), 2)).toBe(false);
    expect(breaks(trail(3, 2), trail(9, 8), 5)).toBe(false);
    expect(breaks([], trail(9, 8), 2)).toBe(false);
  });
});
