import { describe, expect, it } from 'vitest';
import type { History, Overview } from '#contracts';
import { anOverview } from '../../testing/live-messages.js';
import { figureSet } from './figure-set.js';
import { pastOf } from './past.js';

const HOUR = 3_600_000;
const now = 100 * HOUR;
const history: History = {
  from: now - HOUR,
  to: now,
  step: HOUR / 60,
  figures: {
    connected: { kind: 'level', values: Array(60).fill(10) },
    resumes: { kind: 'total', values: Array(60).fill(2) },
  },
};
const figures = (given: Partial<Overview>) => {
  const overview = anOverview(given);
  const seen = { overview, history, past: pastOf(history, []), now };
  return new Map(figureSet(seen).map((figure) => [figure.id, figure]));
};

describe('the figures of the first page', () => {
  it('each lead to the list that they count', () => {
    const links = [...figures({}).values()].map(({ id, link }) => [id, link.to, link.search]);
    expect(links).toContainEqual(['queued', '/sessions', { filter: ['unacked>0'], sort: '-unacked' }]);
    expect(links).toContainEqual(['evictions', '/events', { kind: 'session-ended', reason: 'evicted' }]);
    expect(links).toContainEqual(['journal', '/nodes', undefined]);
    expect(new Set(links.map(([, to, search]) => JSON.stringify([to, search]))).size).toBe(links.length - 1);
  });

  it('tell where a level came from and what was added to a total in the last hour', () => {
    expect(figures({ connected: 13 }).get('connected')?.trend).toBe('▲ 3 in 1 h');
    expect(figures({ connected: 4 }).get('connected')?.trend).toBe('▼ 6 in 1 h');
    expect(figures({ connected: 10 }).get('connected')?.trend).toBe('as 1 h ago');
    expect(figures({ startedAt: 0, resumes: 900 }).get('resumes')?.trend).toBe('120 in the last hour');
    expect(figures({ startedAt: now - 5000, resumes: 7 }).get('resumes')?.trend).toBe('7 in the last hour');
  });

  it('say so where nothing was measured or nothing waits', () => {
    const none = figures({});
    expect([none.get('acks')?.value, none.get('oldest')?.value, none.get('journal')?.value]).toEqual([
      '–',
      '–',
      '–',
    ]);
    const some = figures({ ackLatency: { p50: 12, p99: 340 }, oldestUnackedAt: now - 90_000 });
    expect([some.get('acks')?.value, some.get('acks')?.hint]).toEqual([
      '340 ms',
      'half of them within 12 ms',
    ]);
    expect(some.get('oldest')?.value).toBe('1 min 30 s');
  });
});
