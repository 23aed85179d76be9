import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { isUrgent, type QueuedStanza, tellsAvailability } from '#stream-management';
import { Counters } from '#telemetry';
import { MessageTrace } from './message-trace.js';
import { mayHold } from './queue-limits.js';
import type { Session } from './session.js';
import { type FateCounts, SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';
import { SessionRunner } from './session-runner.js';
import { Settlement } from './settlement.js';
import { free, heldSize, linesUp, lineUp, takeHeld, takeInherited } from './succession.js';

/** More than this is not held back from an inactive client (XEP-0352): as many as it may leave unacknowledged by default. */
const MAX_HELD_BACK = 256;

/** Puts stanzas into sessions' queues: recorded and counted before their first byte leaves. */
@Injectable()
export class Delivery {
  constructor(
    private readonly journal: SessionJournal,
    private readonly events: SessionEvents,
    private readonly runner: SessionRunner,
    private readonly settlement: Settlement,
    private readonly counters: Counters,
    private readonly trace: MessageTrace,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when the session takes no stanzas any more; the caller then treats the stanza as undeliverable. */
  deliver(session: Session, stanza: QueuedStanza): boolean {
    if (!session.routable) return false;
    this.#coalesce(session, stanza);
    if (this.#follows(session, stanza)) this.#settleThese(session, [stanza]);
    else if (this.#full(session, stanza)) this.#overflow(session, stanza);
    else this.#put(session, stanza);
    return true;
  }

  /**
   * As {@link deliver}, but false when there is no room, or when others wait in the store whom it may not overtake: a stanza
   * that meets its fate may not overflow another queue.
   */
  offer(session: Session, stanza: QueuedStanza): boolean {
    return !this.#follows(session, stanza) && this.#offer(session, stanza);
  }

  /**
   * To all of them; queues that are full overflow last, when it is known whether another copy found room. Where none did
   * the stanza has one fate, not one for each of them. Who has room gets it at once: if it went to the store, a sibling's
   * copy would be the only one.
   */
  fanOut(sessions: readonly Session[], stanza: QueuedStanza): void {
    const put = sessions.length === 1 ? this.offer : this.#offer;
    const full = sessions.filter((session) => !put.call(this, session, stanza));
    let settled = false;
    for (const session of full) {
      if (settled && session.routable) this.#overflown(session, stanza);
      else settled = this.deliver(session, stanza);
    }
  }

  /** From here on chat lines up, until {@link followKept}: what was kept for the user is older, and is being read. */
  awaitKept(session: Session): void {
    session.awaitsKept = true;
    // What has not met its fate yet may come to the store when it has been read.
    session.behindKept = session.settling > 0;
  }

  /** One of those that were kept. False when there is no room; but if nothing else is queued it goes, however large. */
  offerKept(session: Session, stanza: QueuedStanza): boolean {
    if (!session.routable) return false;
    if (this.#full(session, stanza) && session.sm?.outbound.length !== 0) return false;
    this.#enqueue(session, stanza);
    return true;
  }

  /**
   * What was kept is queued, or could not be read: what lined up follows.
   * @param left more of it is in the store. Where there is stream management the rest comes as the client acknowledges, and
   *   newer chat goes to the store until then; without, nobody would say when there is room.
   */
  followKept(session: Session, left: boolean): void {
    session.awaitsKept = false;
    if (left && session.sm !== null) session.behindKept = true;
    // Of a session that ends its settlement takes it.
    if (session.routable) this.#release(session);
  }

  /** Whether no more than half of what it may hold is queued, so that reading the store for it is worth while. */
  hasRoom(session: Session): boolean {
    const { sm } = session;
    return sm === null || this.#mayHold(session, 2 * sm.outbound.length, 2 * sm.outbound.bytes);
  }

  /**
   * After a limit was lowered, as if it had stood all along: a connected session that holds too much sleeps, and of a
   * sleeping one the newest stanzas that no socket has seen meet their fates. What was sent stays and is counted by the
   * client; the queue takes nothing more until it has room again.
   */
  enforce(session: Session): void {
    if (session.sm === null || !session.routable) return;
    const { outbound } = session.sm;
    if (this.#mayHold(session, outbound.length, outbound.bytes)) return;
    this.#cutOff(session);
    if (session.state.phase !== 'hibernating') return;
    const over = outbound.cut((stanzas, bytes) => this.#mayHold(session, stanzas, bytes));
    if (over.length === 0) return;
    for (const stanza of [...over].reverse()) this.journal.removed(session, stanza, 'queue', true);
    this.counters.overflows += over.length;
    this.#settleThese(session, over, 'before what lines up', (fates) =>
      this.events.emit('smacks-queue-cut', { session, fates }),
    );
  }

  /**
   * Chat that the session's predecessor left, and newer chat behind it, now that there is somebody to read it.
   * @param late makes of a stanza the one that comes late, stamped with when it was accepted
   */
  handOver(session: Session, late: (stanza: QueuedStanza) => QueuedStanza): void {
    // Of a session that ends its settlement takes it.
    if (!session.routable) return;
    const rest: { owner: Session; stanza: QueuedStanza; own: QueuedStanza }[] = [];
    for (const { owner, stanza } of takeInherited(session)) {
      const own = late(stanza);
      if (
        this.#full(session, own) ||
        this.#follows(session, own) ||
        (rest.length > 0 && this.#keeps(session, own))
      )
        rest.push({ owner, stanza, own });
      else {
        this.#enqueue(session, own);
        this.journal.met(owner, stanza);
      }
    }
    // Its predecessor's limit let them in: the heir is not cut off for them, or those behind them would find nobody.
    this.counters.overflows += rest.length;
    if (rest.length > 0)
      this.#settleThese(
        session,
        rest.map(({ own }) => own),
        'before what lines up',
      );
    for (const { owner, stanza } of rest) this.journal.met(owner, stanza);
    this.#release(session);
  }

  /** What lined up is delivered if nothing else comes before it; else it stays where it is. */
  #release(session: Session): void {
    if (!free(session)) return;
    for (const stanza of takeHeld(session, () => true)) {
      this.journal.removed(session, stanza, 'held');
      // It has waited for us, not for its reader: that one is not cut off for it.
      if (!this.offer(session, stanza)) this.#settleThese(session, [stanza]);
    }
  }

  /**
   * A sleeper learns of a contact what is true when it wakes, and an inactive client what is true when it is looked at
   * (XEP-0352), not all that was true in between: presence makes room for the newer one of the same full JID, unless a
   * socket has seen it, for then the client may have counted it.
   */
  #coalesce(session: Session, stanza: QueuedStanza): void {
    if (session.sm === null || !tellsAvailability(stanza)) return;
    if (session.state.phase !== 'hibernating' && !session.inactive) return;
    const obsolete = session.sm.outbound.supersede(stanza);
    this.counters.coalesced += obsolete.length;
    // The newest copy, should there be several: an earlier one may have been sent, and is counted.
    for (const earlier of obsolete) this.journal.removed(session, earlier, 'queue', true);
  }

  #offer(session: Session, stanza: QueuedStanza): boolean {
    if (!session.routable) return false;
    this.#coalesce(session, stanza);
    if (this.#full(session, stanza)) return false;
    this.#put(session, stanza);
    return true;
  }

  #put(session: Session, stanza: QueuedStanza): void {
    if (!linesUp(session, stanza)) return this.#enqueue(session, stanza);
    lineUp(session, stanza);
    this.journal.enqueued(session, stanza, 'held');
  }

  #enqueue(session: Session, stanza: QueuedStanza): void {
    const { sm, connection } = session;
    if (sm === null) {
      connection?.send(stanza.xml);
      if (stanza.trace !== null) this.trace.delivered(session, stanza);
      this.counters.sent[stanza.kind]++;
      // Nobody will acknowledge it: as far as we shall ever know it has arrived, and no other copy needs a fate.
      stanza.arrived = true;
      this.journal.arrived(stanza);
      return;
    }
    const unsent = sm.outbound.length - sm.outbound.inFlight;
    // Behind what is on its way already it need not wait.
    session.calm =
      session.inactive && !isUrgent(stanza) && unsent < MAX_HELD_BACK && (session.calm || unsent === 0);
    sm.outbound.push(stanza);
    this.counters.queued++;
    if (stanza.trace !== null) this.trace.delivered(session, stanza);
    this.journal.enqueued(session, stanza);
    if (connection !== null) {
      if (!session.holdsBack) connection.wake(stanza.bytes);
    } else {
      if (session.hibernation !== null) session.hibernation.queued++;
      if (this.events.wanted('smacks-hibernation-stanza-queued'))
        this.events.emit('smacks-hibernation-stanza-queued', { session, stanza });
      this.events.emit('session-changed', { session });
    }
  }

  #full(session: Session, stanza: QueuedStanza): boolean {
    const { sm, held } = session;
    if (sm === null && held === null) return false;
    const stanzas = sm?.outbound.length ?? 0;
    const bytes = sm?.outbound.bytes ?? 0;
    if (held === null) return !this.#mayHold(session, stanzas + 1, bytes + stanza.bytes);
    const waiting = heldSize(session);
    return !this.#mayHold(session, stanzas + waiting.stanzas + 1, bytes + waiting.bytes + stanza.bytes);
  }

  #mayHold(session: Session, stanzas: number, bytes: number): boolean {
    return mayHold(session, this.clock.monotonic(), stanzas, bytes);
  }

  /** No sender can kill a sleeper: it sleeps on and the stanza meets its fate. A connected reader that does not read is cut. */
  #overflow(session: Session, stanza: QueuedStanza): void {
    // First: if its end is the end of a sibling that has a copy, that one gives it its fate.
    this.#settleThese(session, [stanza]);
    this.#overflown(session, stanza);
  }

  #overflown(session: Session, stanza: QueuedStanza): void {
    this.counters.overflows++;
    const { length = 0, bytes = 0 } = session.sm?.outbound ?? {};
    // What lines up meanwhile waits for us, not for its reader.
    if (session.awaitsKept && this.#mayHold(session, length + 1, bytes + stanza.bytes)) return;
    this.#cutOff(session);
  }

  /** Whether it may not go past what the store has. Who is not willing is not handed that, and would wait for ever. */
  #follows(session: Session, stanza: QueuedStanza): boolean {
    return session.behindKept && session.willing && this.#keeps(session, stanza);
  }

  #keeps(session: Session, stanza: QueuedStanza): boolean {
    return this.settlement.stores(session, stanza);
  }

  /**
   * They meet their fates. Once one goes to the store, all newer chat goes there behind it until the store was read, that
   * which lines up as well.
   */
  #settleThese(
    session: Session,
    stanzas: readonly QueuedStanza[],
    place: 'before what lines up' | 'behind what lines up' = 'behind what lines up',
    done?: (fates: FateCounts) => void,
  ): void {
    const stores = (stanza: QueuedStanza) => this.#keeps(session, stanza);
    const lined = stanzas.some(stores) ? takeHeld(session, stores) : [];
    for (const stanza of lined) this.journal.removed(session, stanza, 'held');
    const all = place === 'before what lines up' ? [...stanzas, ...lined] : [...lined, ...stanzas];
    this.settlement.settleThese(session, all, done);
  }

  #cutOff(session: Session): void {
    const { connection } = session;
    if (connection === null) return;
    this.runner.lose(session, 'queue-overflow');
    connection.fail({ condition: 'resource-constraint', text: 'too many stanzas are unacknowledged' });
  }
}
