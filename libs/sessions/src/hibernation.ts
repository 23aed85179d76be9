import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import type { SessionEffect } from '#stream-management';
import type { ResumeAttempt } from './resume-attempt.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';
import { SessionRegistry } from './session-registry.js';
import { SessionTrace } from './session-trace.js';
import { DeadlineWheel } from './wheel.js';

type HibernateEffect = Extract<SessionEffect<ResumeAttempt>, { do: 'hibernate' }>;

type ExtendEffect = Extract<SessionEffect<ResumeAttempt>, { do: 'extend' }>;

/** Falling asleep: the connection is let go, the deadline booked, and the user's limit looked at. */
@Injectable()
export class Hibernation {
  constructor(
    private readonly registry: SessionRegistry,
    private readonly events: SessionEvents,
    private readonly wheel: DeadlineWheel,
    private readonly trace: SessionTrace,
    private readonly journal: SessionJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers the sessions that have to be evicted for this one. */
  begin(session: Session, { reason, deadline }: HibernateEffect): Session[] {
    const { connection } = session;
    session.connection = null;
    const now = this.clock.now();
    session.hibernation = {
      since: now,
      deadline: Math.round(now + deadline - this.clock.monotonic()),
      reason,
      queued: 0,
      span: undefined,
    };
    session.sm?.policy.reset();
    this.wheel.schedule(session, deadline);
    session.hibernation.span = this.trace.hibernationStarted(session, connection);
    this.journal.hibernating(session);
    if (session.sm !== null)
      this.events.emit('smacks-hibernation-start', { session, queue: session.sm.outbound, reason });
    return this.overLimit(session.bareJid);
  }

  /**
   * To a deadline later than before. What is shown moves by just as much: the two clocks, read once more, would have it a little
   * more or less. The wheel still wakes it at the earlier one and books it anew.
   */
  extend(session: Session, { deadline, by }: ExtendEffect): void {
    if (session.hibernation === null) return;
    session.hibernation = { ...session.hibernation, deadline: Math.round(session.hibernation.deadline + by) };
    this.wheel.schedule(session, deadline);
    this.journal.hibernating(session);
  }

  /** The user's sessions hibernating beyond the limit, longest asleep first. @param allowed instead of the limit in force */
  overLimit(bareJid: string, allowed?: number | null): Session[] {
    const asleep = this.registry.ofUser(bareJid).filter((s) => s.state.phase === 'hibernating');
    const limit = allowed === undefined ? (asleep[0]?.limits.maxHibernatedSessions ?? null) : allowed;
    if (limit === null || asleep.length <= limit) return [];
    const since = (s: Session) => (s.state.phase === 'hibernating' ? s.state.since : 0);
    return asleep.sort((a, b) => since(a) - since(b)).slice(0, asleep.length - limit);
  }
}
