import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { older, recordSpans, session, T } from '../../../test/support/recorded-spans.js';
import {
  recordAck,
  recordAckDelayed,
  recordAckTimeout,
  recordAdmin,
  recordAuth,
  recordBind,
  recordDatabaseBatch,
  recordEnable,
  recordEvict,
  recordExpire,
  recordHibernation,
  recordHibernationStart,
  recordJournalBatch,
  recordKill,
  recordResume,
  recordStreamOpen,
  tracing,
} from './index.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
});

afterEach(async () => {
  Object.assign(tracing, { enabled: false, userId: false });
  await recorded.stop();
});

describe('what leaves the process', () => {
  it('holds the JID only when that is configured', () => {
    const auth = {
      transport: 'tcp',
      mechanism: 'PLAIN',
      user: session.user,
      startedAt: T,
      endedAt: T,
    } as const;
    recordBind({ session, transport: 'tcp', startedAt: T, endedAt: T });
    recordAuth(auth);
    expect(JSON.stringify(recorded.spans())).not.toContain('juliet');
    recorded.forget();
    tracing.userId = true;
    recordBind({ session, transport: 'tcp', startedAt: T, endedAt: T });
    recordAuth(auth);
    const id = { 'user.id': 'juliet@example.org' };
    expect(recorded.spans()).toMatchObject([{ attributes: id }, { attributes: id }]);
  });

  it('is no reference when a sampler left the span out', async () => {
    await recorded.stop();
    recorded = recordSpans('always_off');
    expect(recordHibernationStart({ session, reason: 'x', unacked: 0, deadline: T, at: T })).toBeUndefined();
  });

  it('is nothing while tracing is off', () => {
    tracing.enabled = false;
    const fates = { bounced: 0, stored: 0, rerouted: 0, dropped: 0 };
    const times = { startedAt: T, endedAt: T };
    const peered = { transport: 'tcp', ...times } as const;
    recordStreamOpen(peered);
    recordAuth({ mechanism: 'PLAIN', ...peered });
    recordBind({ session, ...peered });
    recordEnable({ session, resumeRequested: true, at: T });
    recordAck({ session, direction: 'ours', ...times, count: 1, h: 1, unacked: 0 });
    recordAckDelayed({ session, ...times, unacked: 1 });
    recordAckTimeout({ session, ...times, unacked: 1 });
    recordJournalBatch({ ...times, entries: 1, bytes: 1, fsync: false });
    recordDatabaseBatch({ ...times, system: 'sqlite', operation: 'INSERT' });
    recordHibernationStart({ session, reason: 'operator', unacked: 0, deadline: T, at: T });
    recordHibernation({ session, ...times, outcome: 'resumed', queued: 0, link: older });
    recordResume({
      ...times,
      userHash: 'x',
      h: 0,
      age: 0,
      replayed: 0,
      displaced: false,
      failure: 'expired',
    });
    recordExpire({ session, at: T, fates, link: older, reason: 'timer' });
    recordEvict({ session, at: T, fates, link: older, reason: 'limit' });
    recordKill({ session, at: T, fates, link: older, reason: 'operator' });
    recordAdmin({ action: 'x', actor: 'y', at: T });
    expect(recorded.tracersAsked()).toBe(0);
    expect(recorded.spans()).toEqual([]);
  });
});
