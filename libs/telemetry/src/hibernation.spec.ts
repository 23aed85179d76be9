import { SpanKind } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  linkTo,
  older,
  plainSpan,
  recordSpans,
  session,
  sessionAttributes,
  T,
} from '../../../test/support/recorded-spans.js';
import {
  recordEvict,
  recordExpire,
  recordHibernation,
  recordHibernationStart,
  recordKill,
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

describe('hibernation spans', () => {
  it('tell the beginning at once and the whole back-dated, linked', () => {
    const start = {
      session,
      reason: 'connection-lost',
      unacked: 5,
      deadline: T + 300_000,
      at: T,
      link: older,
    };
    const link = recordHibernationStart(start);
    recordHibernation({ session, startedAt: T, endedAt: T + 8000, outcome: 'resumed', queued: 20, link });
    expect(recorded.spans()).toMatchObject([
      {
        ...plainSpan,
        name: 'xmpp.sm.hibernation.start',
        kind: SpanKind.INTERNAL,
        times: [T, T],
        attributes: {
          ...sessionAttributes,
          'xmpp.sm.reason': 'connection-lost',
          'xmpp.sm.unacked': 5,
          'xmpp.sm.deadline': '2026-03-01T12:05:00.000Z',
        },
        links: [linkTo(older)],
      },
      {
        ...plainSpan,
        name: 'xmpp.sm.hibernation',
        kind: SpanKind.INTERNAL,
        times: [T, T + 8000],
        attributes: { ...sessionAttributes, 'xmpp.sm.outcome': 'resumed', 'xmpp.sm.queued': 20 },
        links: [linkTo(link)],
      },
    ]);
  });

  it('survive a deadline that no date can hold', () => {
    recordHibernationStart({ session, reason: 'operator', unacked: 0, deadline: Infinity, at: T });
    expect(recorded.spans()).toMatchObject([
      { attributes: { ...sessionAttributes, 'xmpp.sm.reason': 'operator' } },
    ]);
  });

  it('tell the fates of what an expired, evicted or killed session left', () => {
    const fates = { bounced: 1, stored: 2, rerouted: 3, dropped: 4 };
    recordExpire({ session, at: T, fates, link: older, reason: 'timer' });
    recordEvict({ session, at: T, fates, link: undefined, reason: 'smacks_max_hibernated_sessions' });
    recordKill({ session, at: T, fates, link: undefined, reason: 'operator' });
    const told = {
      ...sessionAttributes,
      'xmpp.sm.fate.bounced': 1,
      'xmpp.sm.fate.stored': 2,
      'xmpp.sm.fate.rerouted': 3,
      'xmpp.sm.fate.dropped': 4,
    };
    const end = { ...plainSpan, kind: SpanKind.INTERNAL, times: [T, T] };
    expect(recorded.spans()).toMatchObject([
      {
        ...end,
        name: 'xmpp.sm.expire',
        attributes: { ...told, 'xmpp.sm.reason': 'timer' },
        links: [linkTo(older)],
      },
      {
        ...end,
        name: 'xmpp.sm.evict',
        attributes: { ...told, 'xmpp.sm.reason': 'smacks_max_hibernated_sessions' },
      },
      { ...end, name: 'xmpp.sm.kill', attributes: { ...told, 'xmpp.sm.reason': 'operator' } },
    ]);
  });
});
