import { SpanKind } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  plainSpan,
  recordSpans,
  session,
  sessionAttributes,
  T,
} from '../../../test/support/recorded-spans.js';
import { recordAck, recordAckDelayed, tracing } from './index.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
});

afterEach(async () => {
  Object.assign(tracing, { enabled: false, ackRatio: 1, userId: false });
  vi.restoreAllMocks();
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

  it('obey the ratio before a span exists; a delay is told all the same', () => {
    tracing.ackRatio = 0.25;
    const dice = vi.spyOn(Math, 'random').mockReturnValue(0.24);
    recordAck({ ...ack, direction: 'ours' });
    dice.mockReturnValue(0.25);
    recordAck({ ...ack, direction: 'ours' });
    expect(recorded.tracersAsked()).toBe(1);
    tracing.ackRatio = 0;
    recordAckDelayed({ session, startedAt: T, endedAt: T + 5000, unacked: 3 });
    expect(recorded.spans()).toMatchObject([
      { name: 'ack' },
      {
        name: 'xmpp.sm.ack.delayed',
        kind: SpanKind.INTERNAL,
        times: [T, T + 5000],
        attributes: { ...sessionAttributes, 'xmpp.sm.unacked': 3 },
      },
    ]);
  });
});
