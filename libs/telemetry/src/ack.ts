import { SpanKind } from '@opentelemetry/api';
import { emit } from './emit.js';
import { attributes as a, spanNames } from './names.js';
import { about, type SessionRef, type SpanRef } from './session-ref.js';
import { tracing } from './tracing.js';

/** An `<a/>` can acknowledge thousands; one span tells of so many. */
export const MAX_LINKS = 32;

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
  /** The deliveries it settles, as far as they were sampled. */
  readonly settled?: readonly SpanRef[];
  /** Set where an h was refused, and what had been sent then. */
  readonly failure?: string;
  readonly sendCount?: number;
}

/** XEP-0198 §4: an acknowledgement passed. Whether it is told is decided by the caller, before anything is built. */
export function recordAck(ack: Ack): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  return emit({
    name: spanNames.ack,
    kind: ack.direction === 'ours' ? SpanKind.CLIENT : SpanKind.SERVER,
    startedAt: ack.startedAt,
    endedAt: ack.endedAt,
    links: ack.settled?.slice(0, MAX_LINKS) ?? [],
    failure: ack.failure,
    attributes: about(ack.session, {
      [a.messagingSystem]: 'xmpp',
      [a.operationName]: 'ack',
      [a.operationType]: 'settle',
      [a.batchCount]: ack.count,
      [a.h]: ack.h,
      [a.sendCount]: ack.sendCount,
      [a.unacked]: ack.unacked,
    }),
  });
}

export interface AckOverdue {
  readonly session: SessionRef;
  /** When `<r/>` was sent, and when we stopped finding the silence normal; milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly unacked: number;
  /** What the session did last. */
  readonly link?: SpanRef | undefined;
}

/** An answer to `<r/>` is overdue (`smacks_max_ack_delay`). Always recorded, whatever the ratios. */
export function recordAckDelayed(delayed: AckOverdue): SpanRef | undefined {
  return tracing.enabled ? emitOverdue(spanNames.ackDelayed, 'ack_delayed', delayed) : undefined;
}

/** An `<r/>` was given up on and the connection with it (`smacks_ack_timeout`). Always recorded. */
export function recordAckTimeout(overdue: AckOverdue): SpanRef | undefined {
  return tracing.enabled ? emitOverdue(spanNames.ackTimeout, 'ack_timeout', overdue) : undefined;
}

function emitOverdue(name: string, failure: string, overdue: AckOverdue): SpanRef | undefined {
  return emit({
    name,
    kind: SpanKind.INTERNAL,
    startedAt: overdue.startedAt,
    endedAt: overdue.endedAt,
    link: overdue.link,
    failure,
    attributes: about(overdue.session, { [a.unacked]: overdue.unacked }),
  });
}
