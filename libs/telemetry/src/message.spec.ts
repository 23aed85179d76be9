import { SpanKind } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  errorStatus,
  plainSpan,
  recordSpans,
  session,
  sessionAttributes,
  T,
} from '../../../test/support/recorded-spans.js';
import { MessageSpan, recordDelivery, tracing } from './index.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
});

afterEach(async () => {
  Object.assign(tracing, { enabled: false, userId: false });
  await recorded.stop();
});

const received = { session, at: T, monotonic: 500, type: 'chat' };

describe('message spans', () => {
  it('tell of a message from its receipt to each recipient, in sizes and numbers only', () => {
    const message = MessageSpan.begin(received) as MessageSpan;
    expect(message.epoch).toBe(T - 500);
    message.routed(T, T + 0.25, 'top', 1, 230);
    const recipient = { id: 's2', userHash: 'ffeeddccbbaa9988' };
    const delivery = recordDelivery({
      session: recipient,
      parent: message.ref,
      startedAt: T + 0.5,
      endedAt: T + 0.5,
      size: 230,
      unacked: 3,
    });
    message.deliveries.set('s2', delivery as NonNullable<typeof delivery>);
    message.end(T + 1);
    const child = { ...plainSpan, parent: message.ref.spanId };
    const spans = recorded.spans();
    expect(spans).toMatchObject([
      {
        ...child,
        name: 'xmpp.message.route',
        kind: SpanKind.INTERNAL,
        attributes: { 'xmpp.message.routing': 'top', 'xmpp.message.recipients': 1 },
      },
      {
        ...child,
        name: 'xmpp.message.deliver',
        kind: SpanKind.PRODUCER,
        attributes: {
          'session.id': 's2',
          'user.hash': 'ffeeddccbbaa9988',
          'messaging.system': 'xmpp',
          'messaging.operation.name': 'deliver',
          'messaging.operation.type': 'send',
          'messaging.message.envelope.size': 230,
          'xmpp.sm.unacked': 3,
        },
      },
      {
        ...plainSpan,
        name: 'xmpp.message',
        kind: SpanKind.CONSUMER,
        times: [T, T + 1],
        attributes: {
          ...sessionAttributes,
          'messaging.system': 'xmpp',
          'messaging.operation.name': 'receive',
          'messaging.operation.type': 'receive',
          'xmpp.stanza.type': 'chat',
          'messaging.message.envelope.size': 230,
          'xmpp.message.recipients': 1,
        },
      },
    ]);
    expect(spans[0]?.times[0]).toBe(T);
    expect(spans[0]?.times[1]).toBeCloseTo(T + 0.25, 3);
    expect([...recorded.traceIds()]).toEqual([message.ref.traceId]);
  });

  it('name the type of a message that names none, and the error it was answered with', () => {
    const message = MessageSpan.begin({ ...received, type: '' });
    message?.fail('service-unavailable');
    message?.end(T);
    expect(recorded.spans()).toMatchObject([
      {
        status: errorStatus,
        attributes: { 'xmpp.stanza.type': 'normal', 'error.type': 'service-unavailable' },
      },
    ]);
  });

  it('are none where a sampler leaves them out', async () => {
    await recorded.stop();
    recorded = recordSpans('always_off');
    expect(MessageSpan.begin(received)).toBeUndefined();
  });
});
