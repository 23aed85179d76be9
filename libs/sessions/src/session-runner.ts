import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EndReason, HibernationReason } from '#contracts';
import { CLOCK, type Clock } from '#ports';
import type { StreamError } from '#stream';
import { type SessionEffect, type SessionEvent, step } from '#stream-management';
import { Counters } from '#telemetry';
import { endCause } from './end-cause.js';
import { Hibernation } from './hibernation.js';
import { OldSessions } from './old-sessions.js';
import type { ResumeAttempt } from './resume-attempt.js';
import { Resumption } from './resumption.js';
import type { Session } from './session.js';
import { type FateCounts, SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';
import { SessionRegistry } from './session-registry.js';
import { SessionTrace } from './session-trace.js';
import { Settlement } from './settlement.js';

type Event = SessionEvent<ResumeAttempt>;
type Effect = SessionEffect<ResumeAttempt>;
type SettleEffect = Extract<Effect, { do: 'settle' }>;
type EndEvent = Extract<Event, { type: 'end' }>;

/**
 * The one place where claim, displacement, expiry, eviction and end of a session happen, in order. The machine
 * decides, this carries out; an event that arrives while another one's effects run waits its turn.
 */
@Injectable()
export class SessionRunner {
  readonly #logger = new Logger('SessionRunner');
  readonly #waiting = new Map<Session, Event[]>();
  readonly #ends = new Map<Session, (() => void)[]>();
  /** By predecessor, the end of the session that may not settle before that one is over. */
  readonly #behind = new Map<Session, () => void>();

  /** The server hangs up on everybody: connections that end from now on end for that. */
  stopping = false;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly events: SessionEvents,
    private readonly hibernation: Hibernation,
    private readonly resumption: Resumption,
    private readonly settlement: Settlement,
    private readonly oldSessions: OldSessions,
    private readonly trace: SessionTrace,
    private readonly counters: Counters,
    private readonly journal: SessionJournal,
  ) {}

  post(session: Session, event: Event): void {
    const queue = this.#waiting.get(session);
    if (queue !== undefined) {
      queue.push(event);
      return;
    }
    const mine: Event[] = [event];
    this.#waiting.set(session, mine);
    for (let next = mine.shift(); next !== undefined; next = mine.shift()) this.#run(session, next);
    this.#waiting.delete(session);
    this.events.emit('session-changed', { session });
  }

  /** The connection is gone or must go; the caller closes it afterwards. */
  lose(session: Session, cause: HibernationReason): void {
    const reason = this.stopping && cause === 'connection-lost' ? 'server-restart' : cause;
    this.post(session, { type: 'connection-lost', reason, at: this.clock.monotonic() });
  }

  /** Ends a session; resolves when its h is stored and its stanzas have met their fates. */
  end(session: Session, reason: EndEvent['reason']): Promise<void> {
    if (this.registry.find(session.id) !== session) return Promise.resolve();
    const ended = new Promise<void>((resolve) => {
      const list = this.#ends.get(session);
      if (list === undefined) this.#ends.set(session, [resolve]);
      else list.push(resolve);
    });
    this.post(session, { type: 'end', reason });
    return ended;
  }

  /** After a restart: takes up an end that had begun, or that the restart brought about; resolves when it is over. */
  goOnEnding(
    session: Session,
    reason: EndReason,
    hibernation: { readonly since: number } | null,
  ): Promise<void> {
    const over = new Promise<void>((resolve) => this.#ends.set(session, [resolve]));
    const hibernatedSince =
      hibernation === null ? null : this.clock.monotonic() - (this.clock.now() - hibernation.since);
    this.journal.ending(session, reason);
    if (session.sm?.smIdHash && reason !== 'closed' && reason !== 'lost') {
      session.state = { phase: 'ending', reason, hibernatedSince, waiting: [] };
      this.#storeH(session, reason);
    } else {
      session.state = { phase: 'ended', reason };
      this.#settle(session, { do: 'settle', reason, hibernatedSince });
    }
    return over;
  }

  /** An effect that fails is reported and the next one is carried out: half an end would leave a ghost. */
  #run(session: Session, event: Event): void {
    const [next, ...effects] = step(session.state, event);
    session.state = next;
    for (const effect of effects) {
      try {
        this.#carryOut(session, effect);
      } catch (error) {
        this.#logger.error(`${effect.do} of session ${session.id} failed: ${(error as Error).stack}`);
      }
    }
  }

  #carryOut(session: Session, effect: Effect): void {
    switch (effect.do) {
      case 'hibernate':
        for (const evicted of this.hibernation.begin(session, effect)) void this.end(evicted, 'evicted');
        return;
      case 'extend':
        return this.hibernation.extend(session, effect);
      case 'resume':
        return this.resumption.claim(session, effect);
      case 'refuse':
        return this.resumption.refuse(session, effect);
      case 'leave':
        return this.#leave(session, effect.reason);
      case 'store-h':
        return this.#storeH(session, effect.reason);
      case 'settle':
        return this.#settle(session, effect);
    }
  }

  #leave(session: Session, reason: Extract<Effect, { do: 'leave' }>['reason']): void {
    this.registry.unroute(session);
    this.journal.ending(session, reason);
    const { connection } = session;
    session.connection = null;
    const error = closingError(session, reason);
    if (connection !== null && error !== undefined) connection.fail(error);
  }

  #storeH(session: Session, reason: Extract<Effect, { do: 'store-h' }>['reason']): void {
    const { sm } = session;
    if (sm === null || sm.smIdHash === null) {
      this.post(session, { type: 'h-settled' });
      return;
    }
    // What a store is about to answer for is done all the same: a client that is told less would send it again.
    if (sm.inbound.holding) {
      session.whenSettled = () => {
        session.whenSettled = null;
        this.#storeH(session, reason);
      };
      return;
    }
    const row = {
      smIdHash: sm.smIdHash,
      sessionId: session.id,
      bareJid: session.bareJid,
      resource: session.resource,
      h: sm.inbound.safe,
      endedAt: session.endedAt ?? this.clock.now(),
      reason,
    };
    this.oldSessions.remember(row, () => this.post(session, { type: 'h-settled' }));
  }

  /** What a predecessor leaves is older, and goes first, whichever of them ended first. */
  #settle(session: Session, effect: SettleEffect): void {
    const { predecessor } = session;
    if (predecessor !== null && this.registry.find(predecessor.id) === predecessor) {
      this.#behind.set(predecessor, () => this.#settle(session, effect));
      return;
    }
    session.predecessor = null;
    this.settlement.settle(session, effect.reason, (fates) => this.#ended(session, effect, fates));
  }

  #ended(session: Session, { reason, hibernatedSince }: SettleEffect, fates: FateCounts): void {
    // Found by id and smId until its stanzas have met their fates, and not a moment longer.
    this.registry.remove(session);
    this.journal.ended(session);
    const heir = this.registry.findByFullJid(session.bareJid, session.resource);
    if (heir?.predecessor === session) heir.predecessor = null;
    if (hibernatedSince !== null) {
      const duration = this.clock.monotonic() - hibernatedSince;
      this.trace.hibernationEnded(session, reason, duration);
      this.events.emit('smacks-hibernation-end', { session, outcome: reason, duration });
    }
    const cause = endCause(session, reason);
    if (cause !== null) this.trace.ended(session, reason, cause, fates);
    if (reason === 'expired') this.counters.expiries++;
    if (reason === 'evicted') this.counters.countEviction('smacks_max_hibernated_sessions');
    this.events.emit('session-ended', { session, reason, cause, fates });
    for (const resolve of this.#ends.get(session) ?? []) resolve();
    this.#ends.delete(session);
    const behind = this.#behind.get(session);
    this.#behind.delete(session);
    behind?.();
  }
}

/** What a connection that still stands is told when its session is taken from it. */
function closingError(session: Session, reason: string): StreamError | undefined {
  switch (reason) {
    case 'replaced':
      return { condition: 'conflict', text: 'another connection bound this resource' };
    case 'killed':
      return {
        condition: 'policy-violation',
        text: session.endNote ?? 'the session was ended by an operator',
      };
    default:
      return undefined;
  }
}
