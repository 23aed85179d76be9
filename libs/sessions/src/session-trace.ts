import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EndReason, ResumeFailure } from '#contracts';
import { CLOCK, type Clock, type OldSession } from '#ports';
import type { AckCheck } from '#stream-management';
import {
  observeAckDuration,
  observeHibernation,
  observeResumeDuration,
  recordAck,
  recordAckDelayed,
  recordEnable,
  recordEvict,
  recordExpire,
  recordHibernation,
  recordHibernationStart,
  recordKill,
  recordResume,
  type SessionRef,
  type SpanRef,
  tracing,
  userHash,
} from '#telemetry';
import type { EndCause } from './end-cause.js';
import type { ResumeAttempt } from './resume-attempt.js';
import type { Session } from './session.js';
import type { FateCounts } from './session-events.js';
import { hashSmId } from './sm-id.js';

/** What of the sessions' story goes to spans and histograms. Costs a flag check while tracing is off. */
@Injectable()
export class SessionTrace {
  /** Hashes users for this installation; the application gives it the kept key at start. */
  key: Uint8Array = randomBytes(32);

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Made once per session, and only when something is traced: the keyed hash is not free. */
  ref(session: Session): SessionRef {
    session.ref ??= { id: session.id, userHash: userHash(this.key, session.bareJid), user: session.bareJid };
    return session.ref;
  }

  enabled(session: Session, resumeRequested: boolean, maxGranted: number | undefined): void {
    if (!tracing.enabled) return;
    const span = {
      session: this.ref(session),
      resumeRequested,
      maxGranted,
      at: this.clock.now(),
      parent: session.span,
    };
    recordEnable(span);
  }

  /** Our `<r/>` was answered; `took` in ms. */
  acked(session: Session, count: number, took: number): void {
    observeAckDuration(took / 1000);
    if (!tracing.enabled || session.sm === null) return;
    const { outbound } = session.sm;
    const endedAt = this.clock.now();
    recordAck({
      session: this.ref(session),
      direction: 'ours',
      startedAt: endedAt - took,
      endedAt,
      count,
      h: outbound.acked,
      unacked: outbound.length,
    });
  }

  /** Their `<r/>` was answered, `startedAt` (ms since the epoch) being when it came. */
  answered(session: Session, startedAt: number, count: number): void {
    if (!tracing.enabled || session.sm === null) return;
    const { inbound, outbound } = session.sm;
    recordAck({
      session: this.ref(session),
      direction: 'theirs',
      startedAt,
      endedAt: this.clock.now(),
      count,
      h: inbound.safe,
      unacked: outbound.length,
    });
  }

  ackDelayed(session: Session, delay: number): SpanRef | undefined {
    if (!tracing.enabled || session.sm === null) return undefined;
    const endedAt = this.clock.now();
    const unacked = session.sm.outbound.length;
    return recordAckDelayed({ session: this.ref(session), startedAt: endedAt - delay, endedAt, unacked });
  }

  hibernationStarted(session: Session): SpanRef | undefined {
    const { hibernation, sm } = session;
    if (!tracing.enabled || hibernation === null || sm === null) return undefined;
    const span = recordHibernationStart({
      session: this.ref(session),
      reason: hibernation.reason,
      unacked: sm.outbound.length,
      deadline: hibernation.deadline,
      at: hibernation.since,
      link: session.span,
    });
    session.span = span ?? session.span;
    return span;
  }

  /** @param duration ms */
  hibernationEnded(session: Session, outcome: EndReason | 'resumed', duration: number): void {
    observeHibernation(duration / 1000, outcome);
    if (!tracing.enabled || session.hibernation === null) return;
    recordHibernation({
      session: this.ref(session),
      startedAt: session.hibernation.since,
      endedAt: this.clock.now(),
      outcome,
      queued: session.hibernation.queued,
      link: session.hibernation.span,
    });
  }

  resumed(
    session: Session,
    attempt: ResumeAttempt,
    facts: { claimedAt: number; ackedAt: number; resent: number; displaced: boolean },
  ): void {
    const endedAt = this.clock.now();
    observeResumeDuration((endedAt - attempt.startedAt) / 1000);
    if (!tracing.enabled) return;
    const { claimedAt, ackedAt } = facts;
    session.span =
      recordResume({
        session: this.ref(session),
        userHash: userHash(this.key, session.bareJid),
        previdHash: session.sm?.smIdHash ?? undefined,
        startedAt: attempt.startedAt,
        endedAt,
        h: attempt.h,
        age: session.hibernation === null ? 0 : endedAt - session.hibernation.since,
        replayed: facts.resent,
        displaced: facts.displaced,
        link: session.span,
        steps: {
          claim: { startedAt: attempt.startedAt, endedAt: claimedAt },
          ack: { startedAt: claimedAt, endedAt: ackedAt },
          replay: { startedAt: ackedAt, endedAt },
        },
      }) ?? session.span;
  }

  /** @param about the session asked for, when it is the caller's own */
  resumeFailed(
    user: string,
    startedAt: number,
    failure: ResumeFailure,
    about: {
      previd?: string | undefined;
      session?: Session | undefined;
      old?: OldSession | undefined;
      h?: number;
      ack?: AckCheck | null;
    },
  ): SpanRef | undefined {
    const endedAt = this.clock.now();
    observeResumeDuration((endedAt - startedAt) / 1000, failure);
    if (!tracing.enabled) return undefined;
    const { session, old, ack } = about;
    const hash = userHash(this.key, user);
    const late = old === undefined ? undefined : { id: old.sessionId, userHash: hash, user };
    return recordResume({
      session: session === undefined ? late : this.ref(session),
      userHash: hash,
      previdHash: session?.sm?.smIdHash ?? (about.previd === undefined ? undefined : hashSmId(about.previd)),
      startedAt,
      endedAt,
      failure,
      h: about.h ?? 0,
      sendCount: ack?.kind === 'handled-count-too-high' ? ack.sendCount : undefined,
      age: session?.hibernation ? endedAt - session.hibernation.since : 0,
      replayed: 0,
      displaced: false,
      link: session?.span,
    });
  }

  /** An end with a cause of its own; other ends are part of the connection's or of the successor's story. */
  ended(session: Session, reason: EndReason, cause: EndCause, fates: FateCounts): void {
    if (!tracing.enabled) return;
    const end = {
      session: this.ref(session),
      at: this.clock.now(),
      fates,
      link: session.span,
      reason: cause,
    };
    const record = reason === 'expired' ? recordExpire : reason === 'evicted' ? recordEvict : recordKill;
    session.span = record(end) ?? session.span;
  }
}
