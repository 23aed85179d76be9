import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EndReason, ResumeFailure } from '#contracts';
import { CLOCK, type Clock, type OldSession } from '#ports';
import type { AckCheck, StanzaTrace } from '#stream-management';
import {
  isTraced,
  observeHibernation,
  observeResumeDuration,
  recordBind,
  recordEnable,
  recordEvict,
  recordExpire,
  recordHibernation,
  recordHibernationStart,
  recordKill,
  recordResume,
  type SessionRef,
  type SpanRef,
  sampled,
  tracing,
  userHash,
} from '#telemetry';
import type { EndCause } from './end-cause.js';
import type { ResumeAttempt } from './resume-attempt.js';
import type { Session } from './session.js';
import type { SessionConnection } from './session-connection.js';
import type { FateCounts } from './session-events.js';
import { hashSmId } from './sm-id.js';

/**
 * The sessions' story in spans and histograms, each span linked to the one before, so that it can be followed from the last
 * to the first over any number of connections and restarts. Failures are told of all sessions, the rest of those that were
 * sampled. Costs a flag check while tracing is off.
 */
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

  /** A resource was bound: decides whether the session's story is told, and begins it. */
  opened(session: Session, connection: SessionConnection): void {
    if (!tracing.enabled) return;
    const endedAt = this.clock.now();
    session.traced = sampled('lifecycle', endedAt, session.bareJid);
    const parent = session.traced ? connection.traceStream() : connection.span;
    if (session.traced) session.span = parent;
    if (parent === undefined) return;
    recordBind({
      session: this.ref(session),
      startedAt: session.openedAt,
      endedAt,
      parent,
      peerAddress: connection.address,
      transport: connection.transport,
      tls: connection.tls ?? undefined,
      link: session.predecessor?.span,
    });
  }

  enabled(session: Session, resumeRequested: boolean, maxGranted: number | undefined): void {
    if (!this.#tells(session)) return;
    const parent = session.span ?? session.connection?.traceStream();
    recordEnable({ session: this.ref(session), resumeRequested, maxGranted, at: this.clock.now(), parent });
  }

  /** @param connection that was lost; null where a restart took it */
  hibernationStarted(session: Session, connection: SessionConnection | null): SpanRef | undefined {
    const { hibernation, sm } = session;
    if (!this.#tells(session) || hibernation === null || sm === null) return undefined;
    const span = recordHibernationStart({
      session: this.ref(session),
      reason: hibernation.reason,
      unacked: sm.outbound.length,
      deadline: hibernation.deadline,
      at: hibernation.since,
      link: session.span ?? connection?.traceStream(),
    });
    session.span = span ?? session.span;
    return span;
  }

  /** @param duration ms */
  hibernationEnded(session: Session, outcome: EndReason | 'resumed', duration: number): void {
    observeHibernation(duration / 1000, outcome);
    if (session.hibernation === null || !this.#tells(session)) return;
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
    facts: {
      readonly claimedAt: number;
      readonly ackedAt: number;
      readonly resent: number;
      readonly displaced: boolean;
      readonly traced: readonly StanzaTrace[] | undefined;
    },
  ): void {
    const endedAt = this.clock.now();
    observeResumeDuration((endedAt - attempt.startedAt) / 1000);
    if (!this.#tells(session)) return;
    const { claimedAt, ackedAt } = facts;
    session.span =
      recordResume({
        session: this.ref(session),
        userHash: this.ref(session).userHash,
        previdHash: session.sm?.smIdHash ?? undefined,
        startedAt: attempt.startedAt,
        endedAt,
        h: attempt.h,
        age: session.hibernation === null ? 0 : endedAt - session.hibernation.since,
        replayed: facts.resent,
        displaced: facts.displaced,
        parent: attempt.connection.traceStream(),
        link: session.span,
        settled: deliveriesTo(session, facts.traced),
        steps: {
          claim: { startedAt: attempt.startedAt, endedAt: claimedAt },
          ack: { startedAt: claimedAt, endedAt: ackedAt },
          replay: { startedAt: ackedAt, endedAt },
        },
      }) ?? session.span;
  }

  /** @param about the session asked for, alive or old, when it is the caller's own */
  resumeFailed(
    user: string,
    startedAt: number,
    failure: ResumeFailure,
    about: {
      readonly previd?: string | undefined;
      readonly session?: Session | undefined;
      readonly old?: OldSession | undefined;
      readonly connection?: SessionConnection | undefined;
      readonly h?: number;
      readonly ack?: AckCheck | null;
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
      parent: about.connection?.span,
      link: session?.span,
    });
  }

  /** An end with a cause of its own; other ends are part of the connection's or of the successor's story. */
  ended(session: Session, reason: EndReason, cause: EndCause, fates: FateCounts): void {
    // Only running out of time is what is to be expected of a session.
    if (!tracing.enabled || (reason === 'expired' && !this.#tells(session))) return;
    const { span: link } = session;
    const end = { session: this.ref(session), at: this.clock.now(), fates, link, reason: cause };
    const record = reason === 'expired' ? recordExpire : reason === 'evicted' ? recordEvict : recordKill;
    session.span = record(end) ?? link;
  }

  /** Whom everything is recorded of is looked up anew: the list changes while sessions live. */
  #tells(session: Session): boolean {
    return tracing.enabled && (session.traced || isTraced(session.bareJid, this.clock.now()));
  }
}

/** What was recorded of the delivery of these stanzas to this session. */
export function deliveriesTo(session: Session, traced: readonly StanzaTrace[] = []): SpanRef[] {
  return traced.flatMap(({ deliveries }) => deliveries.get(session.id) ?? []);
}
