import type { Intent, RecoveredSession, RecoveredStanza } from '#ports';
import type { DecodedCause, DecodedEntry } from './decoded-entry.js';
import type { Numbers } from './placement.js';
import { LOST, ReplayedSession, type ReplayedStanza } from './replayed-session.js';

/**
 * What the entries of a journal say, read one after another. Entries about a session whose state was not read are about one
 * that is recorded anew further on, or over: they are passed by. Never throws, and answers nothing that was not recorded.
 */
export class ReplayState {
  /** Highest number seen of each, in whatever entry. */
  readonly numbers: Numbers = { session: 0, stanza: 0, intent: 0 };
  readonly #sessions = new Map<number, ReplayedSession>();
  /** One object per stanza, so that the same stanza in several queues stays the same. */
  readonly #stanzas = new Map<number, RecoveredStanza>();
  readonly #intents = new Map<number, { readonly intent: Intent; readonly segment: number }>();
  readonly #find = (no: number): ReplayedStanza => {
    this.#seen('stanza', no);
    return this.#stanzas.get(no) ?? LOST;
  };

  /** @param segment number of the segment the entry lies in */
  apply(entry: DecodedEntry, segment: number): void {
    switch (entry.kind) {
      case 'stanza':
        return this.#stanza(entry.stanza, segment);
      case 'session': {
        this.#seen('session', entry.session);
        const session = new ReplayedSession(entry.session, entry.since, entry.state, this.#find);
        this.#sessions.set(entry.session, session);
        return;
      }
      case 'intent':
        this.#seen('intent', entry.intent.id);
        this.#intents.set(entry.intent.id, { intent: entry.intent, segment });
        return this.#caused(entry.cause);
      case 'intent-done':
        this.#seen('intent', entry.id);
        this.#intents.delete(entry.id);
        return;
      case 'floor':
        return this.floor(entry.segment);
      case 'ended':
        this.#seen('session', entry.session);
        this.#sessions.delete(entry.session);
        return;
      case 'enqueue':
        this.#session(entry.session)?.enqueue(entry.lane, entry.stanza);
        this.#seen('stanza', entry.stanza);
        return this.#caused(entry.cause);
      case 'removed':
        return this.#session(entry.session)?.remove(entry.lane, entry.stanza, entry.last);
      case 'inbound':
        return this.#session(entry.session)?.inbound(entry.h);
      case 'done':
        return this.#session(entry.session)?.repeated(entry.n, entry.fingerprint);
      case 'ack':
        return this.#session(entry.session)?.acknowledge(entry.h);
      case 'arrived': {
        const stanza = this.#find(entry.stanza);
        if (stanza !== LOST) stanza.arrived = true;
        return;
      }
      case 'facts':
        return this.#session(entry.session)?.facts(entry.facts);
      case 'directed':
        return this.#session(entry.session)?.directed(entry.to, entry.available);
      case 'hibernating':
        return this.#session(entry.session)?.hibernate(entry);
      case 'resumed':
        return this.#session(entry.session)?.resume(entry);
      case 'ending':
        return this.#session(entry.session)?.end(entry.ending);
    }
  }

  /** Batches are missing here: of every session known by now some news may be lost. */
  gap(): void {
    for (const session of this.#sessions.values()) session.doubtful = true;
  }

  /** Nothing that begins before this segment is needed: what is still known of it came from a file that should be gone. */
  floor(segment: number): void {
    for (const [no, session] of this.#sessions) if (session.segment < segment) this.#sessions.delete(no);
    for (const [id, intent] of this.#intents) if (intent.segment < segment) this.#intents.delete(id);
  }

  /** In order of opening. */
  sessions(): RecoveredSession[] {
    return [...this.#sessions.values()]
      .map((session) => session.result())
      .sort((a, b) => a.openedAt - b.openedAt || a.journalNo - b.journalNo);
  }

  /** In order of their ids, each with the segment it is recorded in. */
  intents(): { readonly intent: Intent; readonly segment: number }[] {
    return [...this.#intents.values()].sort((a, b) => a.intent.id - b.intent.id);
  }

  #stanza(stanza: RecoveredStanza, segment: number): void {
    const no = stanza.journalNo;
    this.#seen('stanza', no);
    const known = this.#stanzas.get(no) ?? stanza;
    if (known === stanza) this.#stanzas.set(no, stanza);
    else if (stanza.arrived) known.arrived = true;
    known.journalSegment = segment;
  }

  #session(no: number): ReplayedSession | undefined {
    this.#seen('session', no);
    return this.#sessions.get(no);
  }

  #caused(cause: DecodedCause | null): void {
    if (cause !== null) this.#session(cause.origin)?.caused(cause.n, cause.fingerprint);
  }

  #seen(what: keyof Numbers, no: number): void {
    if (no > this.numbers[what]) this.numbers[what] = no;
  }
}
