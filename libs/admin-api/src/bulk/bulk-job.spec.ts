import { beforeEach, describe, expect, it } from 'vitest';
import type { BulkJobView } from '#contracts';
import { FakeClock } from '../testing/fake-clock.js';
import { BulkJob, type BulkWork, type ItemOutcome } from './bulk-job.js';

const DONE: ItemOutcome = { outcome: 'done', why: null };
let clock: FakeClock;
let told: BulkJobView[];
/** What waits for the event loop to come round, and how long it wants to wait. */
let waiting: { ms: number; work: () => void }[];

beforeEach(() => {
  clock = new FakeClock();
  told = [];
  waiting = [];
});

const loop = {
  soon: (work: () => void) => void waiting.push({ ms: 0, work }),
  after: (ms: number, work: () => void) => void waiting.push({ ms, work }),
};

function jobOf(count: number, work: Partial<BulkWork> = {}): BulkJob {
  const facts = {
    id: 'job',
    action: 'expire',
    about: 'all',
    change: null,
    reason: 'x',
    by: 'admin',
  } as const;
  const ids = Array.from({ length: count }, (_, i) => `s${i}`);
  return new BulkJob(
    { facts, ids, labels: ['S0'], perSecond: null, act: async () => DONE, ...work },
    clock,
    loop,
    (job) => told.push(job.view()),
  );
}

/** Lets what has been promised come true. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function round(): Promise<number> {
  await settle();
  const next = waiting.shift();
  clock.advance(next?.ms ?? 0);
  next?.work();
  await settle();
  return next?.ms ?? -1;
}

describe('BulkJob', () => {
  it('does all of them, a batch in each round, and is done', async () => {
    const acted: string[] = [];
    const job = jobOf(60, {
      act: async (id) => {
        acted.push(id);
        return DONE;
      },
    });
    const over = job.go();
    await settle();
    expect(job.view()).toMatchObject({ state: 'running', done: 25, left: 35 });
    await round();
    await round();
    await round();
    await over;
    expect(job.view()).toMatchObject({ state: 'done', total: 60, done: 60, left: 0, endedAt: clock.now() });
    expect(acted).toEqual(Array.from({ length: 60 }, (_, i) => `s${i}`));
  });

  it('remembers what became of each; one that fails stops nobody', async () => {
    const outcomes: Record<string, ItemOutcome> = {
      s1: { outcome: 'failed', why: 'wrong-state' },
      s2: { outcome: 'skipped', why: 'no-such-session' },
    };
    const job = jobOf(5, {
      act: async (id) => {
        if (id === 's3') throw new Error('a fault');
        return outcomes[id] ?? DONE;
      },
    });
    const over = job.go();
    await round();
    await over;
    expect(job.view()).toMatchObject({ done: 2, failed: 2, skipped: 1, left: 0 });
    expect(job.results(-1, 2)).toEqual({
      items: [
        { n: 0, id: 's0', label: 'S0', outcome: 'done', why: null },
        { n: 1, id: 's1', label: null, outcome: 'failed', why: 'wrong-state' },
      ],
      next: '1',
    });
    expect(job.results(1, 9).items.map(({ why }) => why)).toEqual([
      'no-such-session',
      'internal-error',
      null,
    ]);
    expect(job.results(-1, 1, 'failed')).toMatchObject({ items: [{ n: 1 }], next: '1' });
    expect(job.results(1, 1, 'failed')).toMatchObject({ items: [{ n: 3 }], next: null });
  });

  it('cancelled, finishes what is under way and leaves the rest; resumed, it goes on there', async () => {
    const finish: (() => void)[] = [];
    const job = jobOf(50, {
      act: () => new Promise((resolve) => finish.push(() => resolve(DONE))),
    });
    const over = job.go();
    await settle();
    expect(job.cancel()).toBe(true);
    expect(job.cancel()).toBe(false);
    for (const one of finish.splice(0)) one();
    await round();
    await over;
    expect(job.view()).toMatchObject({ state: 'cancelled', done: 25, left: 25, endedAt: clock.now() });
    expect(job.results(24, 1).items).toEqual([{ n: 25, id: 's25', label: null, outcome: 'left', why: null }]);

    expect(await job.resume()).toBe(true);
    expect(await job.resume()).toBe(false);
    const rest = job.go();
    await settle();
    for (const one of finish.splice(0)) one();
    await round();
    await rest;
    expect(job.view()).toMatchObject({ state: 'done', done: 50, left: 0 });
    expect(await job.resume()).toBe(false);
  });

  it('goes no faster than it is told', async () => {
    const job = jobOf(25, { perSecond: 100 });
    void job.go();
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) waits.push(await round());
    expect(waits).toEqual([50, 50, 50, 50]);
    expect(job.view()).toMatchObject({ done: 25, left: 0 });
  });

  it('cancelled in a pause, does not wait for its end', async () => {
    const job = jobOf(25, { perSecond: 1 });
    const over = job.go();
    await settle();
    expect(waiting).toMatchObject([{ ms: 1000 }]);
    job.cancel();
    await over;
    expect(job.view()).toMatchObject({ state: 'cancelled', done: 1, left: 24 });
  });

  it('tells when it begins and ends, and four times a second meanwhile', async () => {
    const job = jobOf(100, { perSecond: 100 });
    void job.go();
    for (let i = 0; i < 21; i++) await round();
    expect(told[0]).toMatchObject({ state: 'running', done: 0 });
    expect(told.at(-1)).toMatchObject({ state: 'done', done: 100 });
    // A second at four a second, and the end.
    expect(told.length).toBeLessThanOrEqual(6);
    expect(told.length).toBeGreaterThanOrEqual(4);
  });

  it('of nobody is done at once', async () => {
    const job = jobOf(0);
    await job.go();
    expect(job.view()).toMatchObject({ state: 'done', total: 0 });
  });
});
