import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { advance, type QueuedStanza } from '#stream-management';
import { Counters } from '#telemetry';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionRunner } from './session-runner.js';
import { Settlement } from './settlement.js';
import { OutboxTurn } from './turn.js';

/** A flood right after login (stored messages, rooms) must not end a client that does acknowledge. */
const LOGIN_WINDOW = 60_000;
const LOGIN_FACTOR = 4;

/** Puts stanzas into sessions' queues: recorded and counted before their first byte leaves. */
@Injectable()
export class Delivery {
  constructor(
    private readonly turn: OutboxTurn,
    private readonly events: SessionEvents,
    private readonly runner: SessionRunner,
    private readonly settlement: Settlement,
    private readonly counters: Counters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when the session takes no stanzas any more; the caller then treats the stanza as undeliverable. */
  deliver(session: Session, stanza: QueuedStanza): boolean {
    if (!session.routable) return false;
    if (this.#full(session, stanza)) this.#overflow(session, stanza);
    else this.#put(session, stanza);
    return true;
  }

  /** As {@link deliver}, but false when there is no room: a stanza that meets its fate may not overflow another queue. */
  offer(session: Session, stanza: QueuedStanza): boolean {
    if (!session.routable || this.#full(session, stanza)) return false;
    this.#put(session, stanza);
    return true;
  }

  /** To all of them; queues that are full overflow last, when it is known whether another copy found room. */
  fanOut(sessions: readonly Session[], stanza: QueuedStanza): void {
    const full = sessions.filter((session) => !this.offer(session, stanza));
    for (const session of full) this.deliver(session, stanza);
  }

  #put(session: Session, stanza: QueuedStanza): void {
    const { sm, connection } = session;
    if (sm === null) {
      connection?.send(stanza.xml);
      this.counters.sent[stanza.kind]++;
      // Nobody will acknowledge it: as far as we shall ever know it has arrived, and no other copy needs a fate.
      stanza.arrived = true;
      return;
    }
    sm.outbound.push(stanza);
    this.counters.queued++;
    if (this.turn.recording) {
      const n = advance(sm.outbound.acked, sm.outbound.length);
      this.turn.record({ kind: 'enqueue', sessionId: session.id, n, xml: stanza.xml });
    }
    if (connection !== null) connection.wake(stanza.bytes);
    else {
      if (session.hibernation !== null) session.hibernation.queued++;
      if (this.events.wanted('smacks-hibernation-stanza-queued'))
        this.events.emit('smacks-hibernation-stanza-queued', { session, stanza });
      this.events.emit('session-changed', { session });
    }
  }

  #full(session: Session, stanza: QueuedStanza): boolean {
    if (session.sm === null) return false;
    const { outbound } = session.sm;
    const { maxQueueStanzas, maxQueueBytes } = session.limits;
    const overStanzas = maxQueueStanzas !== null && outbound.length >= maxQueueStanzas;
    const overBytes = maxQueueBytes !== null && outbound.bytes + stanza.bytes > maxQueueBytes;
    if (!overStanzas && !overBytes) return false;
    if (this.clock.monotonic() - session.openedMonotonic > LOGIN_WINDOW) return true;
    return (
      (maxQueueStanzas !== null && outbound.length >= maxQueueStanzas * LOGIN_FACTOR) ||
      (maxQueueBytes !== null && outbound.bytes + stanza.bytes > maxQueueBytes * LOGIN_FACTOR)
    );
  }

  /** No sender can kill a sleeper: it sleeps on and the stanza meets its fate. A connected reader that does not read is cut. */
  #overflow(session: Session, stanza: QueuedStanza): void {
    this.counters.overflows++;
    const { connection } = session;
    if (connection !== null) {
      this.runner.lose(session, 'queue-overflow');
      connection.fail({ condition: 'resource-constraint', text: 'too many stanzas are unacknowledged' });
    }
    this.settlement.settleOne(session, stanza);
  }
}
