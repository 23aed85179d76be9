import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { isUrgent, type QueuedStanza, tellsAvailability } from '#stream-management';
import { Counters } from '#telemetry';
import { MessageTrace } from './message-trace.js';
import { mayHold } from './queue-limits.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';
import { SessionRunner } from './session-runner.js';
import { Settlement } from './settlement.js';
import { heldSize, linesUp, lineUp, takeSuccession } from './succession.js';

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
    if (this.#full(session, stanza)) this.#overflow(session, stanza);
    else this.#put(session, stanza);
    return true;
  }

  /** As {@link deliver}, but false when there is no room: a stanza that meets its fate may not overflow another queue. */
  offer(session: Session, stanza: QueuedStanza): boolean {
    if (!session.routable) return false;
    this.#coalesce(session, stanza);
    if (this.#full(session, stanza)) return false;
    this.#put(session, stanza);
    return true;
  }

  /**
   * To all of them; queues that are full overflow last, when it is known whether another copy found room. Where none did
   * the stanza has one fate, not one for each of them.
   */
  fanOut(sessions: readonly Session[], stanza: QueuedStanza): void {
    const full = sessions.filter((session) => !this.offer(session, stanza));
    let settled = false;
    for (const session of full) {
      if (settled && session.routable) this.#overflown(session);
      else settled = this.deliver(session, stanza);
    }
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
    this.events.emit('session-changed', { session });
    this.settlement.settleThese(session, over, (fates) =>
      this.events.emit('smacks-queue-cut', { session, fates }),
    );
  }

  /**
   * Chat that the session's predecessor left, and newer chat behind it, now that there is somebody to read it.
   * @param late makes of a stanza the one that comes late, stamped with when it was accepted
   */
  handOver(session: Session, late: (stanza: QueuedStanza) => QueuedStanza): void {
    const { inherited, held } = takeSuccession(session);
    for (const { owner, stanza } of inherited) {
      this.deliver(session, late(stanza));
      this.journal.met(owner, stanza);
    }
    for (const stanza of held) {
      this.journal.removed(session, stanza, 'held');
      this.deliver(session, stanza);
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

  #put(session: Session, stanza: QueuedStanza): void {
    if (linesUp(session, stanza)) {
      lineUp(session, stanza);
      return this.journal.enqueued(session, stanza, 'held');
    }
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
    this.#overflown(session);
    this.settlement.settleThese(session, [stanza]);
  }

  #overflown(session: Session): void {
    this.counters.overflows++;
    this.#cutOff(session);
  }

  #cutOff(session: Session): void {
    const { connection } = session;
    if (connection === null) return;
    this.runner.lose(session, 'queue-overflow');
    connection.fail({ condition: 'resource-constraint', text: 'too many stanzas are unacknowledged' });
  }
}
