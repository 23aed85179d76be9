import { describe, expect, it } from 'vitest';
import type { BulkJobView } from './bulk.js';
import { changedJobs, jobsChange } from './live-jobs.js';

const job = (id: string, done = 0) => ({ id, state: 'running', done, left: 9 - done }) as BulkJobView;

describe('bulk actions of the live channel', () => {
  it('become what they are by what has changed, and keep the objects of the others', () => {
    const before = { jobs: [job('c'), job('b'), job('a')] };
    const after = { jobs: [job('d'), job('c'), job('b', 3)] };
    const change = jobsChange(before, after);
    expect(change).toEqual({ begun: [job('d')], changed: [job('b', 3)], gone: ['a'] });
    const held = changedJobs(before, change!);
    expect(held).toEqual(after);
    expect(held?.jobs[1]).toBe(before.jobs[0]);
  });

  it('say nothing where nothing has changed', () => {
    expect(jobsChange({ jobs: [job('a')] }, { jobs: [job('a')] })).toBeUndefined();
  });

  it('do not fit jobs that the change was not made for', () => {
    const nothing = { begun: [], changed: [], gone: [] };
    expect(changedJobs({ jobs: [] }, { ...nothing, gone: ['a'] })).toBeUndefined();
    expect(changedJobs({ jobs: [] }, { ...nothing, changed: [job('a')] })).toBeUndefined();
  });
});
