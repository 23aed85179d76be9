import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { failed, failedTooHigh, resumed, type SessionEffect } from '#stream-management';
import { Counters } from '#telemetry';
import { canonical } from './canonical-namespace.js';
import type { ResumeAttempt } from './resume-attempt.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';
import { SessionTrace } from './session-trace.js';

type ClaimEffect = Extract<SessionEffect<ResumeAttempt>, { do: 'resume' }>;
type RefuseEffect = Extract<SessionEffect<ResumeAttempt>, { do: 'refuse' }>;

/** Carries a `<resume/>` out, in the order claim → ack by h → `<resumed/>` → re-send → new traffic (XEP-0198 §5). */
@Injectable()
export class Resumption {
  constructor(
    private readonly events: SessionEvents,
    private readonly trace: SessionTrace,
    private readonly counters: Counters,
    private readonly journal: SessionJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  claim(session: Session, { attempt, hibernatedSince }: ClaimEffect): void {
    const sm = session.sm as NonNullable<Session['sm']>;
    const claimedAt = this.clock.now();
    const previous = session.connection;
    session.connection = attempt.connection;
    // Only what belongs to the connection moves over; the session's own state stays as it was (R34).
    session.lastAddress = attempt.connection.address;
    session.resumes++;
    session.inactive = false;
    previous?.fail({ condition: 'conflict', text: 'the session was resumed on another connection' });
    sm.namespace = canonical(attempt.namespace);
    sm.policy.reset();

    const acked = sm.outbound.acknowledge(attempt.h);
    const ackedAt = this.clock.now();
    if (acked.kind === 'ok') {
      this.counters.acked += acked.count;
      this.journal.acked(session, attempt.h, acked.shared);
    }
    const before = sm.outbound.rewind();
    this.counters.resent += before;
    const answer = resumed(attempt.namespace, attempt.previd, sm.inbound.rewind());
    attempt.finish({ kind: 'resumed', sessionId: session.id, answer });
    attempt.connection.wake();

    const resent = sm.outbound.length;
    this.trace.resumed(session, attempt, {
      claimedAt,
      ackedAt,
      resent,
      displaced: previous !== null,
      traced: acked.kind === 'ok' ? acked.traced : undefined,
    });
    if (hibernatedSince !== null) {
      const duration = this.clock.monotonic() - hibernatedSince;
      this.trace.hibernationEnded(session, 'resumed', duration);
      session.hibernation = null;
      this.events.emit('smacks-hibernation-end', { session, outcome: 'resumed', duration });
    }
    this.journal.resumed(session);
    this.counters.resumes++;
    this.events.emit('smacks-resumed', { session, resent, displaced: previous !== null });
  }

  /** The session is left exactly as it was, its timer running; the stream stays open and may bind (R30, R38). */
  refuse(session: Session, { attempt, failure, ack }: RefuseEffect): void {
    const { namespace } = attempt;
    const own = session.sm?.inbound.safe;
    const tooHigh = ack !== null && ack.kind === 'handled-count-too-high';
    const answer =
      failure === 'h_too_high' && tooHigh
        ? failedTooHigh(namespace, ack.h, ack.sendCount)
        : failed(namespace, 'item-not-found', failure === 'expired' ? own : undefined);
    session.lastResumeFailure = { reason: failure, at: this.clock.now() };
    attempt.finish({ kind: 'failed', failure, answer });
    this.counters.countResumeFailure(failure);
    const { user, startedAt, h } = attempt;
    const span = this.trace.resumeFailed(user, startedAt, failure, {
      session,
      connection: attempt.connection,
      h,
      ack,
    });
    this.events.emit('smacks-resume-failed', { user, reason: failure, session, span });
  }
}
