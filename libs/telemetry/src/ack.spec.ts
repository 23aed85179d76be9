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
import { recordAck, recordAckDelayed, recordAckTimeout, tracing } from './index.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
});

afterEach(async () => {
  Object.assign(tracing, { enabled: false, userId: false });
  await recorded.stop();
});

describe('ack spans', () => {
  const ack = { session, startedAt: T, endedAt: T + 30, count: 4, h: 17, unacked: 2 };
  const attributes = {
    ...sessionAttributes,
    'messaging.system': 'xmpp',
    'messaging.operation.name': 'ack',
    'messaging.operation.type': 'settle',
    'messaging.batch.message_count': 4,
    'xmpp.sm.h': 17,
    'xmpp.sm.unacked': 2,
  };

  it('are CLIENT for our request and SERVER for theirs', () => {
    recordAck({ ...ack, direction: 'ours' });
    recordAck({ ...ack, direction: 'theirs' });
    const times = [T, T + 30];
    expect(recorded.spans()).toMatchObject([
      { ...plainSpan, name: 'ack', kind: SpanKind.CLIENT, times, attributes },
      { ...plainSpan, name: 'ack', kind: SpanKind.SERVER, times, attributes },
    ]);
  });

  it('link to the deliveries they settle, and to no more than a collector should be given', () => {
    const settled = Array.from({ length: 33 }, (_, i) => ({ ...older, spanId: String(i).padStart(16, '0') }));
    recordAck({ ...ack, direction: 'ours', settled });
    expect(recorded.spans()[0]?.links).toEqual(settled.slice(0, 32).map(linkTo));
  });

  it('say why an h was refused, and what had been sent', () => {
    recordAck({ ...ack, direction: 'ours', failure: 'h_too_high', sendCount: 3 });
    expect(recorded.spans()).toMatchObject([
      {
        status: errorStatus,
        attributes: { 'error.type': 'h_too_high', 'xmpp.sm.h': 17, 'xmpp.sm.send_count': 3 },
      },
    ]);
  });

  it('that are overdue are errors that link to what the session did last', () => {
    const overdue = { session, startedAt: T, endedAt: T + 5000, unacked: 3, link: older };
    recordAckDelayed(overdue);
    recordAckTimeout(overdue);
    const told = {
      ...plainSpan,
      kind: SpanKind.INTERNAL,
      times: [T, T + 5000],
      status: errorStatus,
      links: [linkTo(older)],
    };
    const unacked = { ...sessionAttributes, 'xmpp.sm.unacked': 3 };
    expect(recorded.spans()).toEqual([
      { ...told, name: 'xmpp.sm.ack.delayed', attributes: { ...unacked, 'error.type': 'ack_delayed' } },
      { ...told, name: 'xmpp.sm.ack.timeout', attributes: { ...unacked, 'error.type': 'ack_timeout' } },
    ]);
  });
});
