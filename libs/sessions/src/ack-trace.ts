import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { type AckCheck, distance, type H } from '#stream-management';
import {
  observeAckDuration,
  recordAck,
  recordAckDelayed,
  recordAckTimeout,
  type SpanRef,
  sampled,
  tracing,
} from '#telemetry';
import type { Session } from './session.js';
import { deliveriesTo, SessionTrace } from './session-trace.js';

/** Acknowledgements in spans and histograms (XEP-0198 §4). One that settles a sampled message is told whatever its own ratio says. */
@Injectable()
export class AckTrace {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly trace: SessionTrace,
  ) {}

  /** An `<a/>` of the client's. @param took ms since our `<r/>`; null where it was not asked for */
  acked(session: Session, ack: Extract<AckCheck, { kind: 'ok' }>, took: number | null): void {
    if (took !== null) observeAckDuration(took / 1000);
    if (!tracing.enabled || session.sm === null) return;
    const endedAt = this.clock.now();
    if (ack.traced === undefined && (took === null || !sampled('ack', endedAt, session.bareJid))) return;
    const { outbound } = session.sm;
    recordAck({
      session: this.trace.ref(session),
      direction: 'ours',
      startedAt: endedAt - (took ?? 0),
      endedAt,
      count: ack.count,
      h: outbound.acked,
      unacked: outbound.length,
      settled: deliveriesTo(session, ack.traced),
    });
  }

  /** An `<a/>` that cannot be right. */
  refused(session: Session, { h, sendCount }: Extract<AckCheck, { kind: 'handled-count-too-high' }>): void {
    if (!tracing.enabled || session.sm === null) return;
    const at = this.clock.now();
    recordAck({
      session: this.trace.ref(session),
      direction: 'ours',
      startedAt: at,
      endedAt: at,
      count: 0,
      h,
      sendCount,
      unacked: session.sm.outbound.length,
      failure: 'h_too_high',
    });
  }

  /** Their `<r/>` was answered, `startedAt` (ms since the epoch) being when it came. */
  answered(session: Session, startedAt: number, count: number): void {
    if (!tracing.enabled || session.sm === null) return;
    const { inbound, outbound } = session.sm;
    const endedAt = this.clock.now();
    const settled = takeHeard(session, inbound.safe);
    if (settled.length === 0 && !sampled('ack', endedAt, session.bareJid)) return;
    recordAck({
      session: this.trace.ref(session),
      direction: 'theirs',
      startedAt,
      endedAt,
      count,
      h: inbound.safe,
      unacked: outbound.length,
      settled,
    });
  }

  /** @param delay ms since our `<r/>` */
  delayed(session: Session, delay: number): SpanRef | undefined {
    return tracing.enabled ? recordAckDelayed(this.#overdue(session, delay)) : undefined;
  }

  /** @param delay ms since our `<r/>` */
  timedOut(session: Session, delay: number): SpanRef | undefined {
    return tracing.enabled ? recordAckTimeout(this.#overdue(session, delay)) : undefined;
  }

  #overdue(session: Session, delay: number) {
    const endedAt = this.clock.now();
    const unacked = session.sm?.outbound.length ?? 0;
    const { span: link } = session;
    return { session: this.trace.ref(session), startedAt: endedAt - delay, endedAt, unacked, link };
  }
}

const NONE: readonly SpanRef[] = [];

/** The sampled messages that an h of ours counts; they are told of once. */
function takeHeard(session: Session, h: H): readonly SpanRef[] {
  if (session.heard === null) return NONE;
  // What is not counted yet looks, modulo 2^32, like something counted long ago.
  const counted = ({ n }: { n: H }) => distance(n, h) < 2 ** 31;
  const settled = session.heard.filter(counted).map(({ span }) => span);
  const left = session.heard.filter((message) => !counted(message));
  session.heard = left.length === 0 ? null : left;
  return settled;
}
