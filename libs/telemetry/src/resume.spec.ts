import { SpanKind } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  errorStatus,
  linkTo,
  older,
  plainSpan,
  recordSpans,
  session,
  sessionAttributes,
  T,
} from '../../../test/support/recorded-spans.js';
import { recordResume, tracing } from './index.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
});

afterEach(async () => {
  Object.assign(tracing, { enabled: false, userId: false });
  await recorded.stop();
});

describe('resume spans', () => {
  const resume = {
    userHash: session.userHash,
    startedAt: T,
    endedAt: T + 5,
    previdHash: 'kJ3hF9xQ0123456789',
    h: 7,
    age: 1500,
    link: older,
  };
  const steps = {
    claim: { startedAt: T, endedAt: T + 1 },
    ack: { startedAt: T + 1, endedAt: T + 2 },
    replay: { startedAt: T + 2, endedAt: T + 5 },
  };

  it('have their steps as children', () => {
    const settled = Array.from({ length: 40 }, (_, i) => ({ ...older, spanId: String(i).padStart(16, '0') }));
    const facts = { session, sendCount: 9, replayed: 2, displaced: true, steps, settled };
    const stream = { ...older, spanId: 'c'.repeat(16) };
    const ref = recordResume({ ...resume, ...facts, parent: stream });
    const child = { ...plainSpan, kind: SpanKind.INTERNAL, attributes: {}, parent: ref?.spanId };
    expect(recorded.spans()).toEqual([
      {
        ...plainSpan,
        name: 'xmpp.sm.resume',
        kind: SpanKind.SERVER,
        times: [T, T + 5],
        attributes: {
          ...sessionAttributes,
          'xmpp.sm.previd_hash': 'kJ3hF9xQ',
          'xmpp.sm.outcome': 'resumed',
          'xmpp.sm.h': 7,
          'xmpp.sm.send_count': 9,
          'xmpp.sm.age': 1.5,
          'xmpp.sm.replayed': 2,
          'xmpp.sm.displaced': true,
        },
        links: [linkTo(older)],
        parent: stream.spanId,
      },
      { ...child, name: 'xmpp.sm.resume.claim', times: [T, T + 1] },
      {
        ...child,
        name: 'xmpp.sm.resume.ack',
        times: [T + 1, T + 2],
        links: settled.slice(0, 32).map(linkTo),
      },
      { ...child, name: 'xmpp.sm.resume.replay', times: [T + 2, T + 5] },
    ]);
  });

  it('tell a failure as an error without children', () => {
    recordResume({ ...resume, replayed: 0, displaced: false, failure: 'h_too_high', steps });
    expect(recorded.spans()).toMatchObject([
      { name: 'xmpp.sm.resume', status: errorStatus, links: [linkTo(older)] },
    ]);
    expect(recorded.spans()[0]?.attributes).toEqual({
      'user.hash': session.userHash,
      'xmpp.sm.previd_hash': 'kJ3hF9xQ',
      'xmpp.sm.h': 7,
      'xmpp.sm.age': 1.5,
      'xmpp.sm.replayed': 0,
      'xmpp.sm.displaced': false,
      'error.type': 'h_too_high',
    });
  });
});
