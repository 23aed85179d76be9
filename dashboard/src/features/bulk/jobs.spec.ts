import { describe, expect, it } from 'vitest';
import type { BulkJobView } from '#contracts';
import { justDone, shareOf } from './jobs.js';

const job = (id: string, state: BulkJobView['state'], by = 'anna') => ({ id, state, by }) as BulkJobView;

describe('bulk actions', () => {
  it('are told of once they are done, to who started them and saw them running', () => {
    const before = [job('a', 'running'), job('b', 'running'), job('c', 'running', 'ben'), job('d', 'done')];
    const after = [
      job('a', 'done'),
      job('b', 'cancelled'),
      job('c', 'done', 'ben'),
      job('d', 'done'),
      job('e', 'done'),
    ];
    expect(justDone(before, after, 'anna').map(({ id }) => id)).toEqual(['a']);
  });

  it('of nobody are all done', () => {
    expect(shareOf({ total: 0, left: 0 })).toBe(1);
    expect(shareOf({ total: 8, left: 6 })).toBe(0.25);
  });
});
