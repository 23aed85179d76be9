import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EndReason } from '#contracts';
import {
  ACCOUNT_STORE,
  type AccountStore,
  CLOCK,
  type Clock,
  type RecoveredJournal,
  type RecoveredSession,
} from '#ports';
import { Delivery } from './delivery.js';
import { keptStanza, OFFLINE_INTENTS, OfflineMessages } from './offline-messages.js';
import { reviveSession } from './recovered-session.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';
import { SessionRegistry } from './session-registry.js';
import { SessionRunner } from './session-runner.js';
import { SessionTimers } from './session-timers.js';
import { SessionTrace } from './session-trace.js';
import { Settlement } from './settlement.js';
import { StanzaSink } from './stanza-sink.js';
import { free } from './succession.js';
import { UserLimits } from './user-limits.js';
import { DeadlineWheel } from './wheel.js';

/** Longer than this nobody waits: deadlines are extended by our own downtime, but not without end. */
const LONGEST_DOWNTIME = 3_600_000;

const OWNER_GONE = 'the account was disabled or removed while the server was stopped';

/** What came of a recovery. */
export interface RecoveryReport {
  /** Sessions that are asleep and can be resumed. */
  readonly asleep: number;
  /** Sessions that could not come back; their stanzas have met their fates. */
  readonly ended: number;
  /** ms between the last batch and now. */
  readonly downtime: number;
}

/**
 * The sessions' return after a restart, before anybody is let in: those that can be resumed are asleep where they were,
 * their deadlines extended by the downtime; what had begun to end goes on ending; what cannot come back is told of. Nobody
 * is evicted: limits apply at the next hibernation.
 */
@Injectable()
export class Recovery {
  readonly #logger = new Logger('Recovery');

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly runner: SessionRunner,
    private readonly timers: SessionTimers,
    private readonly wheel: DeadlineWheel,
    private readonly limits: UserLimits,
    private readonly journal: SessionJournal,
    private readonly events: SessionEvents,
    private readonly trace: SessionTrace,
    private readonly settlement: Settlement,
    private readonly delivery: Delivery,
    private readonly offline: OfflineMessages,
    private readonly sink: StanzaSink,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {}

  async restore(recovered: RecoveredJournal): Promise<RecoveryReport> {
    for (const { file, offset, bytes, kind, detail } of recovered.damage)
      this.#logger.error(
        `the journal is damaged: ${kind} in ${file} at ${offset}, ${bytes} bytes: ${detail}`,
      );
    const now = this.clock.now();
    // A clock that was set back must not shorten anything.
    const downtime = Math.max(0, now - (recovered.crashedAt ?? now));
    const lives: [Session, RecoveredSession][] = [];
    const ends: [Session, RecoveredSession, EndReason][] = [];
    const accounts = await this.accounts.active([...new Set(recovered.sessions.map((one) => one.bareJid))]);
    for (const record of recovered.sessions) {
      const end = endOf(record, downtime) ?? ownerGone(record, accounts);
      const session = this.#revive(record, end === null);
      if (end === 'killed' && record.ending === null) session.endNote = OWNER_GONE;
      if (end === null) lives.push([session, record]);
      else ends.push([session, record, end]);
    }
    // All who live are there before anything is settled: what others leave may be for them.
    for (const [session, record] of lives) this.#sleep(session, record, downtime);
    await this.#recoverIntents(recovered);
    await this.#endAll(ends);
    for (const [session] of lives) this.#settleRest(session);
    return { asleep: lives.length, ended: ends.length, downtime };
  }

  #revive(record: RecoveredSession, alive: boolean): Session {
    const openedMonotonic = this.clock.monotonic() - (this.clock.now() - record.openedAt);
    const session = reviveSession(record, { limits: this.limits.of(record.bareJid), openedMonotonic, alive });
    session.timers = this.timers;
    this.journal.adopt(session);
    this.registry.add(session);
    if (!alive) this.registry.unroute(session);
    if (session.sm?.smIdHash) this.registry.nameResumable(session, session.sm.smIdHash);
    return session;
  }

  #sleep(session: Session, { hibernation }: RecoveredSession, downtime: number): void {
    const [now, monotonic] = [this.clock.now(), this.clock.monotonic()];
    const { hibernationTime } = session.sm as NonNullable<Session['sm']>;
    const since = hibernation?.since ?? now - downtime;
    const left = hibernation === null ? hibernationTime : hibernation.deadline - (now - downtime);
    const deadline = monotonic + Math.max(0, left);
    const reason = hibernation?.reason ?? 'server-restart';
    session.state = {
      phase: 'hibernating',
      grant: { resume: true, hibernationTime },
      since: monotonic - (now - since),
      deadline,
      reason,
    };
    session.hibernation = {
      since,
      deadline: now + Math.max(0, left),
      reason,
      queued: hibernation?.queued ?? 0,
      span: hibernation?.span ?? undefined,
    };
    this.wheel.schedule(session, deadline);
    if (hibernation === null) {
      session.hibernation.span = this.trace.hibernationStarted(session, null);
      const queue = (session.sm as NonNullable<Session['sm']>).outbound;
      this.events.emit('smacks-hibernation-start', { session, queue, reason });
    }
    // With the deadline that is in force now: the next downtime is added to that.
    this.journal.hibernating(session);
    this.events.emit('session-changed', { session });
  }

  /** What the stores may not have of what the journal promised them. */
  async #recoverIntents({ intents }: RecoveredJournal): Promise<void> {
    const unknown = intents.filter(({ store }) => store !== OFFLINE_INTENTS);
    if (unknown.length > 0)
      this.#logger.error(`${unknown.length} journaled writes are for stores that this version does not know`);
    const offline = intents.filter(({ store }) => store === OFFLINE_INTENTS);
    await this.offline.recover(offline, (stanza) => this.sink.routing.bounce(keptStanza(stanza)));
  }

  async #endAll(ends: readonly [Session, RecoveredSession, EndReason][]): Promise<void> {
    this.#lineUp(ends.map(([session]) => session));
    await Promise.all(
      ends.map(([session, record, reason]) => this.runner.goOnEnding(session, reason, record.hibernation)),
    );
  }

  /** Who took a resource over waits again for what the one before it leaves. */
  #lineUp(ending: readonly Session[]): void {
    const last = new Map<string, Session>();
    for (const session of ending) {
      session.predecessor = last.get(session.fullJid) ?? null;
      last.set(session.fullJid, session);
    }
    for (const session of last.values()) {
      const heir = this.registry.findByFullJid(session.bareJid, session.resource);
      if (heir !== undefined) heir.predecessor = session;
    }
  }

  /** Of a session that lives: what did not fit its queue, and what was held for its sake by one that is over. */
  #settleRest(session: Session): void {
    if (session.owed !== null) this.settlement.settleOwed(session);
    // For who is willing the store is read first: what was kept before is older (OfflineDelivery.catchUp).
    if (session.held !== null && !session.willing && free(session))
      this.delivery.handOver(session, (stanza) => stanza);
  }
}

/** Accounts can be disabled or removed while the server is stopped; a namesake made since is somebody else. */
function ownerGone(
  { bareJid, openedAt }: RecoveredSession,
  accounts: ReadonlyMap<string, number>,
): 'killed' | null {
  const createdAt = accounts.get(bareJid);
  return createdAt === undefined || createdAt > openedAt ? 'killed' : null;
}

/** How it ends; null for one that comes back. */
function endOf({ ending, sm, doubtful }: RecoveredSession, downtime: number): EndReason | null {
  if (ending !== null) return ending.reason;
  if (sm === null || sm.smIdHash === null) return 'lost';
  if (doubtful) return 'damaged';
  return downtime > LONGEST_DOWNTIME ? 'expired' : null;
}
