import { Inject, Injectable } from '@nestjs/common';
import type { EndReason } from '#contracts';
import { type Cause, CLOCK, type Clock, JOURNAL, type JournalPort, type Lane } from '#ports';
import type { H, QueuedStanza } from '#stream-management';
import type { Handling } from './handling.js';
import type { Session } from './session.js';
import { factsOf, hibernationOf, recordOf } from './session-record.js';
import { SessionRegistry } from './session-registry.js';
import { OutboxTurn } from './turn.js';

/** Bodies and states carried forward with one batch, so that old segments can go: no turn is to be felt. */
const CARRIED_BYTES = 256 * 1024;

/** Roughly what a session's own state takes. */
const STATE_BYTES = 500;

/**
 * What of the sessions must outlive the process, told to the journal in the turn in which it happens. Sessions that can
 * neither come back nor leave anybody a ghost are never recorded.
 */
@Injectable()
export class SessionJournal {
  /** Sessions read from in this turn: what of it is safe is known at its end. */
  #heard = new Set<Session>();
  #changed = new Set<Session>();
  /** Over, but stanzas of theirs have not met their fates. */
  readonly #owing = new Map<string, Session>();
  #handling: Handling | null = null;
  #ordinal = 0;

  constructor(
    @Inject(JOURNAL) private readonly journal: JournalPort,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly turn: OutboxTurn,
    private readonly registry: SessionRegistry,
  ) {
    if (journal.recording) turn.atEnd(() => this.#finish());
  }

  get recording(): boolean {
    return this.journal.recording;
  }

  /** A stanza came from the session; its safe h is recorded at the end of the turn. */
  received(session: Session): void {
    if (!session.journaled) return;
    this.#heard.add(session);
    this.turn.arm();
  }

  /** What happens within `work` is the effect of one inbound stanza. */
  within<T>(handling: Handling | null, work: () => T): T {
    const [before, ordinal] = [this.#handling, this.#ordinal];
    this.#handling = handling;
    // Its count may be another one by now.
    if (handling !== null) handling.cause = null;
    this.#ordinal = handling?.ordinal ?? 0;
    try {
      return work();
    } finally {
      if (handling !== null) handling.ordinal = this.#ordinal;
      this.#handling = before;
      this.#ordinal = ordinal;
    }
  }

  /** The stanza that is being handled, for an effect that comes later: to be given to {@link within} then. */
  get handling(): Handling | null {
    return this.#handling;
  }

  /** From here on the session is recorded: stream management was granted, it is available, or something waits for it. */
  began(session: Session): void {
    if (!this.recording) return;
    session.journaled = true;
    this.turn.record({ kind: 'session', session, state: recordOf(session) });
  }

  /** Presence, priority, carbons, interest or client state of the session are others than before. */
  changed(session: Session): void {
    if (!this.recording) return;
    if (!session.journaled) {
      if (session.presence !== null) this.began(session);
      return;
    }
    this.#changed.add(session);
    this.turn.arm();
  }

  directed(session: Session, to: string, available: boolean): void {
    if (!this.recording) return;
    if (!session.journaled) this.began(session);
    else this.turn.record({ kind: 'directed', session, to, available });
  }

  enqueued(session: Session, stanza: QueuedStanza, lane: Lane = 'queue'): void {
    if (!this.recording) return;
    if (!session.journaled) this.began(session);
    // What began just now has it already, but for what is owed: that comes after.
    else this.#enqueue(session, stanza, lane);
  }

  /** Left its lane otherwise than by an acknowledgement. @param last the newest copy of it rather than the earliest */
  removed(session: Session, stanza: QueuedStanza, lane: Lane = 'queue', last = false): void {
    if (session.journaled) this.turn.record({ kind: 'removed', session, lane, stanza, last });
  }

  /** @param shared of the stanzas acknowledged, those that other sessions still hold */
  acked(session: Session, h: H, shared: readonly QueuedStanza[] = []): void {
    if (session.journaled) this.turn.record({ kind: 'ack', session, h });
    for (const stanza of shared) this.arrived(stanza);
  }

  /** It needs no fate any more, and other sessions still hold it. */
  arrived(stanza: QueuedStanza): void {
    if (this.recording && stanza.holders > 0) this.turn.record({ kind: 'arrived', stanza });
  }

  hibernating(session: Session): void {
    const hibernation = hibernationOf(session);
    if (!session.journaled || hibernation === null) return;
    this.turn.record({ kind: 'hibernating', session, hibernation, sent: session.sm?.outbound.everSent ?? 0 });
  }

  resumed(session: Session): void {
    if (!session.journaled) return;
    const { resumes, lastAddress: address, span = null } = session;
    this.turn.record({ kind: 'resumed', session, resumes, address, span });
    this.#changed.add(session);
  }

  /** A repeated stanza was known for one that is done, and something before it is still not safe. */
  done(session: Session, n: H, fingerprint: number): void {
    if (session.journaled) this.turn.record({ kind: 'done', session, n, fingerprint });
  }

  /** All that waits for the session is owed a fate from here on. */
  ending(session: Session, reason: EndReason): void {
    session.endedAt ??= this.clock.now();
    if (session.journaled) this.turn.record({ kind: 'ending', session, reason, at: session.endedAt });
  }

  /** These left their lanes to meet their fates; `told` where the journal does not know that from the session's end. */
  owes(session: Session, stanzas: readonly QueuedStanza[], told: boolean): void {
    if (!this.recording || stanzas.length === 0) return;
    if (!session.journaled && told) this.began(session);
    if (!session.journaled) return;
    session.owed ??= new Set();
    for (const stanza of stanzas) {
      session.owed.add(stanza);
      if (told) this.#enqueue(session, stanza, 'owed');
    }
  }

  /** One of those met its fate, or is somebody else's by now. */
  met(session: Session, stanza: QueuedStanza): void {
    if (session.owed?.delete(stanza) !== true) return;
    this.removed(session, stanza, 'owed');
    if (session.owed.size > 0) return;
    session.owed = null;
    if (this.#owing.delete(session.id)) this.#end(session);
  }

  ended(session: Session): void {
    if (!session.journaled) return;
    if (session.owed === null) this.#end(session);
    else this.#owing.set(session.id, session);
  }

  /** It came back after a restart, and goes on under the number it had. */
  adopt(session: Session): void {
    session.journaled = this.recording;
    this.journal.adopt(session);
  }

  /** A blind write to a store, to be repeated until {@link intentDone}. Answers its number; 0 without a journal. */
  intent(store: string, data: unknown): number {
    if (!this.recording) return 0;
    const intent = { id: this.journal.intentId(), store, json: JSON.stringify(data) };
    if (this.#handling !== null) this.#handling.kept = true;
    // Safe with this batch, while its stanza is reported only when the store has it.
    this.turn.record({ kind: 'intent', intent, cause: this.#cause(true), ordinal: this.#ordinal++ });
    return intent.id;
  }

  intentDone(id: number): void {
    if (this.recording && id !== 0) this.turn.record({ kind: 'intent-done', id });
  }

  #enqueue(session: Session, stanza: QueuedStanza, lane: Lane): void {
    const cause = this.#cause();
    this.turn.record({ kind: 'enqueue', session, lane, stanza, cause, ordinal: this.#ordinal++ });
  }

  /** @param unreported the stanza itself stays above the safe h for the time being */
  #cause(unreported = false): Cause | null {
    const handling = this.#handling;
    if (handling === null || !handling.session.journaled) return null;
    const known = unreported || handling.uncertain;
    if (handling.cause === null || (known && handling.cause.fingerprint === 0))
      handling.cause = {
        origin: handling.session,
        n: handling.n,
        fingerprint: known ? handling.fingerprint : 0,
      };
    return handling.cause;
  }

  #end(session: Session): void {
    session.journaled = false;
    this.turn.record({ kind: 'ended', session });
  }

  /** The end of the turn: what is known only now, and a share of what has to be carried forward. */
  #finish(): void {
    for (const session of this.#changed)
      if (session.journaled) this.turn.record({ kind: 'facts', session, facts: factsOf(session) });
    this.#changed.clear();
    for (const session of this.#heard)
      if (session.journaled && session.sm !== null)
        this.turn.record({ kind: 'inbound', session, h: session.sm.inbound.safe });
    this.#heard.clear();
    this.#carryForward();
  }

  /** What an old segment is still needed for is recorded anew, little by little. */
  #carryForward(): void {
    let bytes = 0;
    for (const due of this.journal.due()) {
      const session = this.registry.find(due.session.id) ?? this.#owing.get(due.session.id);
      // Its end is in this very batch.
      if (session === undefined || !session.journaled) continue;
      const state = recordOf(session);
      for (const stanza of [...state.queue, ...state.held, ...state.owed]) {
        if (stanza.journalSegment >= due.since) continue;
        if (bytes > CARRIED_BYTES) return this.turn.arm();
        this.turn.record({ kind: 'stanza', stanza });
        bytes += stanza.bytes;
      }
      this.turn.record({ kind: 'session', session, state });
      bytes += STATE_BYTES;
    }
    // There may be more, and nobody else will end a turn for it.
    if (bytes > 0) this.turn.arm();
  }
}
