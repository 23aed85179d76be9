import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import type { StreamError } from '#stream';
import { handledCountTooHigh, parseH } from '#stream-management';
import { Counters } from '#telemetry';
import { AckLatency } from './ack-latency.js';
import { AckTrace } from './ack-trace.js';
import { RoundTrips } from './round-trips.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';

/** `<a/>` from clients (XEP-0198 §4). */
@Injectable()
export class Acknowledgements {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly journal: SessionJournal,
    private readonly events: SessionEvents,
    private readonly acks: AckTrace,
    private readonly latency: AckLatency,
    private readonly counters: Counters,
  ) {}

  /** A stream error when the h is none or cannot be right; nothing is freed then (R11, R37). */
  receive(session: Session, text: string | undefined): StreamError | undefined {
    const { sm } = session;
    if (sm === null) return undefined;
    const h = parseH(text);
    if (h === undefined)
      return { condition: 'invalid-xml', text: '<a/> needs an h of 0 to 4294967295 (XEP-0198 §4)' };
    const ack = sm.outbound.acknowledge(h);
    if (ack.kind !== 'ok') {
      this.acks.refused(session, ack);
      return {
        condition: 'undefined-condition',
        text: `${ack.h} stanzas acknowledged, but only ${ack.sendCount} were sent`,
        application: handledCountTooHigh(ack.h, ack.sendCount),
      };
    }
    this.counters.acked += ack.count;
    this.journal.acked(session, h, ack.shared);
    const took = sm.policy.answered(this.clock.monotonic());
    if (took !== null) {
      session.ackRtt = Math.round(took);
      this.latency.answered(took);
      session.roundTrips ??= new RoundTrips(session.openedAt);
      session.roundTrips.add(this.clock.now(), took);
    }
    this.acks.acked(session, ack, took);
    // More may have been written since the request that this answers.
    if (sm.outbound.length > 0) session.connection?.wake();
    this.events.emit('session-changed', { session });
    return undefined;
  }
}
