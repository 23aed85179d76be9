import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Sampling } from '../nodes/sampling.js';
import { FakeClock } from '../testing/fake-clock.js';
import { MemoryHistory } from '../testing/memory-history.js';
import { MemorySessions } from '../testing/memory-sessions.js';
import { FigureHistory } from './figure-history.js';

const TEN = 10_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

let clock: FakeClock;
let sessions: MemorySessions;
let store: MemoryHistory;
let resumes: number;
let connected: number;

beforeEach(() => {
  clock = new FakeClock();
  sessions = new MemorySessions();
  store = new MemoryHistory();
  resumes = 0;
  connected = 0;
  const figures = sessions.overview();
  sessions.overview = () => ({ ...figures, connected, resumes });
});

/** A process over the same store; its totals begin anew. */
async function begin(): Promise<FigureHistory> {
  resumes = 0;
  const history = new FigureHistory(sessions, store, clock, new Sampling());
  await history.onModuleInit();
  return history;
}
/** Samples every ten seconds; `before` each of them. */
async function pass(history: FigureHistory, ms: number, before = () => {}): Promise<void> {
  for (let gone = 0; gone < ms; gone += TEN) {
    before();
    await history.sample();
    clock.advance(TEN);
  }
}
const at = (step: number) => store.rows.filter((row) => row.step === step).sort((a, b) => a.at - b.at);

describe('the history of figures', () => {
  it('is written once a minute: levels averaged, totals as what was added', async () => {
    const history = await begin();
    await pass(history, MINUTE - TEN, () => {
      connected += 2;
      resumes += 3;
    });
    expect(store.writes).toEqual([]);
    await pass(history, TEN);
    expect(store.writes).toEqual([7]);
    expect(at(TEN).map(({ figures }) => figures['connected'])).toEqual([2, 4, 6, 8, 10, 10]);
    expect(at(MINUTE)).toMatchObject([{ figures: { connected: 6.67, resumes: 15 } }]);
    await history.onModuleDestroy();
  });

  it('is rolled up to ten minutes, and each resolution kept for its time', async () => {
    const history = await begin();
    await pass(history, 2 * HOUR, () => resumes++);
    expect(at(TEN)).toHaveLength(360);
    expect(at(MINUTE)).toHaveLength(120);
    expect(at(10 * MINUTE).map(({ figures }) => figures['resumes'])).toEqual(Array(12).fill(60));
    const { step, rows } = await history.of(HOUR);
    expect([step, rows.length, rows.every(({ figures }) => figures['resumes'] === 1)]).toEqual([
      TEN,
      360,
      true,
    ]);
    await history.onModuleDestroy();
  });

  it('goes on in the same stretch after a restart, and makes up for stretches that ended meanwhile', async () => {
    const first = await begin();
    await pass(first, 4 * MINUTE + 30_000, () => resumes++);
    await first.onModuleDestroy();
    expect(at(TEN)).toHaveLength(27);
    clock.advance(MINUTE);
    const second = await begin();
    await pass(second, 4 * MINUTE + 30_000, () => resumes++);
    // 27 before, 27 after, a minute of nothing between.
    expect(at(10 * MINUTE)).toMatchObject([{ figures: { resumes: 54 } }]);
    await pass(second, 5 * MINUTE);
    await second.onModuleDestroy();
    clock.advance(20 * MINUTE);
    const third = await begin();
    await third.onModuleDestroy();
    expect(at(10 * MINUTE)).toHaveLength(2);
  });

  it('shows the stretch that has begun, and gives nothing for when nobody was there', async () => {
    const history = await begin();
    await pass(history, 3 * MINUTE, () => {
      connected = 5;
    });
    clock.advance(10 * MINUTE);
    await pass(history, 30_000);
    const { rows } = await history.of(2 * HOUR);
    expect(rows.map((row) => (row.at - (rows[0]?.at ?? 0)) / MINUTE)).toEqual([0, 1, 2, 13]);
    expect(rows.at(-1)?.figures['connected']).toBe(5);
    await history.onModuleDestroy();
  });

  it('says nothing of what was not measured, and of a minute the worst that was', async () => {
    const history = await begin();
    const figures = sessions.overview();
    const latencies = [null, { p50: 20, p99: 90 }, { p50: 40, p99: 400 }];
    const oldest = [null, clock.now() - 60_000, null];
    sessions.overview = () => ({
      ...figures,
      ackLatency: latencies.shift() ?? null,
      oldestUnackedAt: oldest.shift() ?? null,
    });
    await pass(history, MINUTE);
    const waited = at(TEN).map((row) => row.figures['oldestUnacked']);
    expect(at(TEN).map((row) => row.figures['ackP99'])).toEqual([
      undefined,
      90,
      400,
      undefined,
      undefined,
      undefined,
    ]);
    expect(waited).toEqual([0, 70_000, 0, 0, 0, 0]);
    expect(at(MINUTE)).toMatchObject([{ figures: { ackP50: 30, ackP99: 400, oldestUnacked: 70_000 } }]);
    await history.onModuleDestroy();
  });

  it('keeps what could not be written for the next try', async () => {
    const warned = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const history = await begin();
    store.failing = true;
    await pass(history, MINUTE);
    expect([at(TEN).length, warned.mock.calls.length]).toEqual([0, 1]);
    store.failing = false;
    await pass(history, MINUTE);
    expect([at(TEN).length, at(MINUTE).length]).toEqual([12, 2]);
    await history.onModuleDestroy();
    warned.mockRestore();
  });
});
