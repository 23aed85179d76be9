import { SpanKind } from '@opentelemetry/api';
import { emit } from './emit.js';
import { attributes as a, spanNames } from './names.js';
import { type SessionRef, type SpanRef, sessionAttributes } from './session-ref.js';
import { tracing } from './tracing.js';

export interface Ack {
  readonly session: SessionRef;
  /** `ours`: we sent `<r/>` and their `<a/>` came. `theirs`: they asked and we answered. */
  readonly direction: 'ours' | 'theirs';
  /** `<r/>` and `<a/>`; milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Stanzas newly acknowledged. */
  readonly count: number;
  readonly h: number;
  /** Stanzas still unacknowledged afterwards. */
  readonly unacked: number;
}

/** XEP-0198 §4: an acknowledgement passed. Kept or not by `tracing.ackRatio`, before the span exists. */
export function recordAck(ack: Ack): void {
  if (!tracing.enabled || (tracing.ackRatio < 1 && Math.random() >= tracing.ackRatio)) return;
  emit({
    name: spanNames.ack,
    kind: ack.direction === 'ours' ? SpanKind.CLIENT : SpanKind.SERVER,
    startedAt: ack.startedAt,
    endedAt: ack.endedAt,
    attributes: {
      ...sessionAttributes(ack.session),
      [a.messagingSystem]: 'xmpp',
      [a.operationName]: 'ack',
      [a.operationType]: 'settle',
      [a.batchCount]: ack.count,
      [a.h]: ack.h,
      [a.unacked]: ack.unacked,
    },
  });
}

export interface AckDelayed {
  readonly session: SessionRef;
  /** When `<r/>` was sent, and when we stopped finding the silence normal; milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly unacked: number;
}

/** An answer to `<r/>` is overdue (`smacks_max_ack_delay`). Always recorded, whatever the ack ratio. */
export function recordAckDelayed(delayed: AckDelayed): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  return emit({
    name: spanNames.ackDelayed,
    kind: SpanKind.INTERNAL,
    startedAt: delayed.startedAt,
    endedAt: delayed.endedAt,
    attributes: { ...sessionAttributes(delayed.session), [a.unacked]: delayed.unacked },
  });
}
