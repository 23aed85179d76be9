import { describe, expect, it } from 'vitest';
import type { NodeView } from '#contracts';
import { aNode } from '../../testing/a-node.js';
import { aJournal, anEvent, anOverview, aSession } from '../../testing/live-messages.js';
import { concerns, type Seen } from './attention.js';

const now = 10_000_000;
const nobody = { rows: [], total: 0 };
const quiet: Seen = {
  overview: anOverview(),
  expiring: nobody,
  pressed: nobody,
  events: [],
  failures: { lately: 0, usual: 0 },
  evictions: { lately: 0 },
  nodes: [aNode()],
  telemetry: undefined,
  now,
};
const kinds = (seen: Partial<Seen>) => concerns({ ...quiet, ...seen }).map(({ kind }) => kind);

describe('what needs attention', () => {
  it('is nothing when all is quiet', () => expect(kinds({})).toEqual([]));

  it('is first what ends soon with stanzas waiting, then queues near their limit, each as many as there are', () => {
    const expiring = { rows: [aSession({ id: 'soon', unacked: 3 })], total: 7 };
    const pressed = { rows: [aSession({ id: 'full', unacked: 900, queueLimit: 1000 })], total: 1 };
    expect(concerns({ ...quiet, expiring, pressed })).toMatchObject([
      { kind: 'expiring', sessions: [{ id: 'soon' }], total: 7 },
      { kind: 'pressure', sessions: [{ id: 'full' }], total: 1 },
    ]);
  });

  it('is the trouble of the last ten minutes, as events or the past of the figures know it', () => {
    const events = [
      anEvent(1, { kind: 'smacks-resume-failed', at: now - 1000 }),
      anEvent(2, { kind: 'smacks-resume-failed', at: now - 700_000 }),
      anEvent(3, { kind: 'session-ended', reason: 'evicted', at: now - 1000 }),
      anEvent(4, { kind: 'session-ended', reason: 'expired', at: now - 1000 }),
    ];
    const failures = { lately: 40, usual: 2 };
    expect(concerns({ ...quiet, events })).toEqual([
      { kind: 'resume-trouble', count: 1, usual: 0 },
      { kind: 'evicted', count: 1 },
    ]);
    expect(concerns({ ...quiet, events, failures })).toMatchObject([
      { kind: 'resume-trouble', count: 40, usual: 2 },
      { kind: 'evicted', count: 1 },
    ]);
  });

  it('is before all else a journal that cannot be written, and after all a part of it that was damaged', () => {
    const reason = 'ENOSPC: no space left on device';
    const journal = aJournal({ strainedSince: now - 5, strainedReason: reason, quarantined: 2 });
    const pressed = { rows: [aSession()], total: 1 };
    expect(concerns({ ...quiet, overview: anOverview({ journal }), pressed })).toMatchObject([
      { kind: 'journal-strained', since: now - 5, reason },
      { kind: 'pressure' },
      { kind: 'journal-quarantined', count: 2 },
    ]);
    expect(kinds({ overview: anOverview({ journal: aJournal() }) })).toEqual([]);
  });

  it('is a node that is draining, loses events, or has little room left', () => {
    const node = (given: Partial<NodeView>) => kinds({ nodes: [aNode(given)] });
    expect(node({ state: 'draining', events: { waiting: 0, dropped: 3 } })).toEqual([
      'draining',
      'events-dropped',
    ]);
    const gib = 1024 ** 3;
    expect(node({ disk: { free: 4 * gib, total: 100 * gib } })).toEqual(['disk']);
    expect(node({ disk: { free: 0.9 * gib, total: 4 * gib } })).toEqual(['disk']);
    expect(node({ disk: { free: 6 * gib, total: 100 * gib } })).toEqual([]);
    expect(node({ disk: null })).toEqual([]);
  });

  it('is a slow event loop, and a collector that takes nothing', () => {
    expect(kinds({ overview: anOverview({ loopDelayP99: 100 }) })).toEqual(['slow']);
    const ring = { spans: 0, bytes: 0, limit: 0, forgotten: 0 };
    const failing = [{ signal: 'traces', cause: 'http://c:4318: ECONNREFUSED' }];
    const telemetry = { exporting: true, failing, traceUrl: null, ring };
    expect(concerns({ ...quiet, telemetry })).toEqual([{ kind: 'exporter', ...failing[0] }]);
  });
});
