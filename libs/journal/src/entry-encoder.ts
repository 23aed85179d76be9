import type { Cause, Intent, JournalEntry, JournaledSession, JournaledStanza } from '#ports';
import type { ByteWriter } from './byte-writer.js';
import { CAUSE, LANES, LAST, TAGS } from './code-tables.js';
import type { Placement } from './placement.js';
import { writeEnding, writeFacts, writeHibernation, writeSpan, writeState } from './session-codec.js';
import { writeStanza } from './stanza-codec.js';

/**
 * Turns entries into bytes and keeps the marks of sessions and stanzas: a reference is written only where the body lies in
 * a segment that stays as long as the session's own, else the body goes before it. Of a session that was never recorded
 * nothing can come back, so nothing is written about it.
 */
export class EntryEncoder {
  #at = 0;
  #lastCause: Cause | null = null;

  constructor(
    private readonly out: ByteWriter,
    private readonly placement: Placement,
  ) {}

  /** @param at time of the batch, ms since the epoch */
  begin(at: number): void {
    this.#at = at;
    this.#lastCause = null;
  }

  entry(entry: JournalEntry): void {
    const { out, placement } = this;
    switch (entry.kind) {
      case 'session':
        return this.#session(entry);
      case 'stanza':
        return this.#body(entry.stanza, placement.copyingSince);
      case 'enqueue': {
        if (entry.session.journalNo === 0) return;
        this.#body(entry.stanza, entry.session.journalSegment);
        out.byte(TAGS.enqueue);
        out.varint(entry.session.journalNo);
        out.varint(entry.stanza.journalNo);
        return this.#caused(LANES.indexOf(entry.lane), entry.cause, entry.ordinal);
      }
      case 'removed':
        if (entry.stanza.journalNo === 0 || !this.#about(TAGS.removed, entry.session)) return;
        out.varint(entry.stanza.journalNo);
        return out.byte(LANES.indexOf(entry.lane) | (entry.last ? LAST : 0));
      case 'inbound':
        return this.#about(TAGS.inbound, entry.session) ? out.varint(entry.h) : undefined;
      case 'done':
        if (!this.#about(TAGS.done, entry.session)) return;
        out.varint(entry.n);
        return out.u48(entry.fingerprint);
      case 'ack':
        return this.#about(TAGS.ack, entry.session) ? out.varint(entry.h) : undefined;
      case 'arrived':
        if (entry.stanza.journalNo === 0) return;
        out.byte(TAGS.arrived);
        return out.varint(entry.stanza.journalNo);
      case 'facts': {
        const { presence } = entry.facts;
        if (presence !== null && entry.session.journalNo !== 0) {
          this.#body(presence, entry.session.journalSegment);
        }
        return this.#about(TAGS.facts, entry.session) ? writeFacts(out, entry.facts) : undefined;
      }
      case 'directed':
        if (!this.#about(TAGS.directed, entry.session)) return;
        out.string(entry.to);
        return out.byte(entry.available ? 1 : 0);
      case 'hibernating':
        if (!this.#about(TAGS.hibernating, entry.session)) return;
        writeHibernation(out, entry.hibernation);
        return out.varint(entry.sent);
      case 'resumed':
        if (!this.#about(TAGS.resumed, entry.session)) return;
        out.varint(entry.resumes);
        out.string(entry.address);
        return writeSpan(out, entry.span);
      case 'ending':
        return this.#about(TAGS.ending, entry.session) ? writeEnding(out, entry) : undefined;
      case 'ended':
        if (this.#about(TAGS.ended, entry.session)) placement.forget(entry.session);
        return;
      case 'intent':
        return this.intent(entry.intent, entry.cause, entry.ordinal);
      case 'intent-done':
        out.byte(TAGS['intent-done']);
        out.varint(entry.id);
        return placement.intentDone(entry.id);
    }
  }

  intent(intent: Intent, cause: Cause | null, ordinal: number): void {
    const { out } = this;
    out.byte(TAGS.intent);
    out.varint(intent.id);
    out.string(intent.store);
    out.string(intent.json);
    this.#caused(0, cause, ordinal);
    this.placement.keepIntent(intent);
  }

  floor(segment: number): void {
    this.out.byte(TAGS.floor);
    this.out.varint(segment);
  }

  #session({ session, state }: Extract<JournalEntry, { kind: 'session' }>): void {
    const { out, placement } = this;
    const since = placement.place(session);
    for (const lane of [state.queue, state.held, state.owed]) {
      for (const stanza of lane) this.#body(stanza, since);
    }
    if (state.facts.presence !== null) this.#body(state.facts.presence, since);
    out.byte(TAGS.session);
    out.varint(session.journalNo);
    out.varint(since);
    writeState(out, state);
  }

  /** The body, unless it can be read back from segment `since` or a later one. */
  #body(stanza: JournaledStanza, since: number): void {
    if (stanza.journalNo !== 0 && stanza.journalSegment >= since) return;
    this.placement.number(stanza);
    this.out.byte(TAGS.stanza);
    this.out.varint(stanza.journalNo);
    writeStanza(this.out, stanza, this.#at);
  }

  #about(tag: number, session: JournaledSession): boolean {
    if (session.journalNo === 0) return false;
    this.out.byte(tag);
    this.out.varint(session.journalNo);
    return true;
  }

  #caused(flags: number, cause: Cause | null, ordinal: number): void {
    const { out } = this;
    if (cause === null || cause.origin.journalNo === 0) {
      out.byte(flags | CAUSE.none);
    } else if (this.#isLast(cause)) {
      out.byte(flags | CAUSE.same);
    } else {
      out.byte(flags | CAUSE.full);
      out.varint(cause.origin.journalNo);
      out.varint(cause.n);
      out.u48(cause.fingerprint);
      this.#lastCause = cause;
    }
    out.varint(ordinal);
  }

  #isLast(cause: Cause): boolean {
    const last = this.#lastCause;
    if (last === cause) return true;
    return (
      last !== null &&
      last.origin === cause.origin &&
      last.n === cause.n &&
      last.fingerprint === cause.fingerprint
    );
  }
}
