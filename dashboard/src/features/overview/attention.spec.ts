import { describe, expect, it } from 'vitest';
import { aJournal, anEvent, anOverview, aSession } from '../../testing/live-messages.js';
import { concerns } from './attention.js';

const now = 10_000_000;
const quiet = { overview: anOverview(), sessions: [], events: [], now };
const kinds = (seen: Parameters<typeof concerns>[0]) => concerns(seen).map(({ kind }) => kind);

describe('what needs attention', () => {
  it('is nothing when all is quiet', () => expect(kinds(quiet)).toEqual([]));

  it('is first what ends soon with stanzas waiting, the soonest before the others', () => {
    const hibernating = { state: 'hibernating', unacked: 3 } as const;
    const later = aSession({ ...hibernating, id: 'later', deadline: now + 90_000 });
    const soon = aSession({ ...hibernating, id: 'soon', deadline: now + 9000 });
    const empty = aSession({ ...hibernating, id: 'empty', unacked: 0, deadline: now + 9000 });
    const far = aSession({ ...hibernating, id: 'far', deadline: now + 900_000 });
    const full = aSession({ id: 'full', unacked: 900, queueLimit: 1000 });
    const found = concerns({ ...quiet, sessions: [full, later, far, empty, soon] });
    expect(found.map((concern) => ('session' in concern ? concern.session.id : concern.kind))).toEqual([
      'soon',
      'later',
      'full',
    ]);
  });

  it('is a queue near its limit, and never one without a limit', () => {
    const sessions = [
      aSession({ id: 'a', unacked: 799, queueLimit: 1000 }),
      aSession({ id: 'b', unacked: 800, queueLimit: 1000 }),
      aSession({ id: 'c', unacked: 9999, queueLimit: null }),
    ];
    expect(concerns({ ...quiet, sessions })).toMatchObject([{ kind: 'pressure', session: { id: 'b' } }]);
  });

  it('is the trouble of the last ten minutes', () => {
    const events = [
      anEvent(1, { kind: 'smacks-resume-failed', at: now - 1000 }),
      anEvent(2, { kind: 'smacks-resume-failed', at: now - 700_000 }),
      anEvent(3, { kind: 'session-ended', reason: 'evicted', at: now - 1000 }),
      anEvent(4, { kind: 'session-ended', reason: 'expired', at: now - 1000 }),
    ];
    expect(concerns({ ...quiet, events })).toEqual([
      { kind: 'resume-trouble', count: 1 },
      { kind: 'evicted', count: 1 },
    ]);
  });

  it('is before all else a journal that cannot be written, and after all a part of it that was damaged', () => {
    const session = aSession({ id: 'full', unacked: 900, queueLimit: 1000 });
    const reason = 'ENOSPC: no space left on device';
    const journal = aJournal({ strainedSince: now - 5, strainedReason: reason, quarantined: 2 });
    const overview = anOverview({ journal });
    expect(concerns({ ...quiet, overview, sessions: [session] })).toMatchObject([
      { kind: 'journal-strained', since: now - 5, reason },
      { kind: 'pressure' },
      { kind: 'journal-quarantined', count: 2 },
    ]);
    expect(kinds({ ...quiet, overview: anOverview({ journal: aJournal() }) })).toEqual([]);
  });

  it('is a slow event loop', () => {
    expect(kinds({ ...quiet, overview: anOverview({ loopDelayP99: 100 }) })).toEqual(['slow']);
  });
});
