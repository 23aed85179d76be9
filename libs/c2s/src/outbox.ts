import type { Session } from '#sessions';
import { withDelay } from '#stanza';
import { ackAnswer, ackRequest } from '#stream-management';
import type { Counters } from '#telemetry';

/** We write while less than this is waiting in the socket; the rest stays in the session's queue until it drains. */
export const SOCKET_FILL = 64 * 1024;

/** More than this waiting for a client without stream management ends its connection: nothing else bounds it. */
export const MAX_UNMANAGED_BYTES = 1024 * 1024;

export interface OutboxSettings {
  readonly domain: string;
  /** `smacks_max_unacked_stanzas` */
  readonly allowance: number;
  /** `smacks_max_inactive_unacked_stanzas`: while the client is inactive (XEP-0352). */
  readonly inactiveAllowance: number;
}

/** What leaves as one write, put together and not to change any more. */
export interface Chunk {
  readonly parts: readonly string[];
  readonly bytes: number;
  /** An `<r/>` is in it. */
  readonly asked: boolean;
  /** An `<a/>` is in it. */
  readonly answered: boolean;
  /** The last thing is in it. */
  readonly last: boolean;
}

/** Silent connections share one empty list. */
const EMPTY: string[] = [];

/**
 * Everything one connection is to be sent, in order: first what is not counted, then the session's stanzas, then
 * `<a/>`, then `<r/>`, and last what closes the stream. Leaves as one write per turn.
 */
export class Outbox {
  #head = EMPTY;
  #headBytes = 0;
  #closing: readonly string[] | null = null;
  #finished = false;
  /** Each `<r/>` is due an `<a/>` of its own (XEP-0198 §4). */
  acksOwed = 0;

  get waitingBytes(): number {
    return this.#headBytes;
  }

  push(xml: string): void {
    if (this.#head === EMPTY) this.#head = [];
    this.#head.push(xml);
    this.#headBytes += xml.length;
  }

  /** The last elements; nothing follows them. */
  close(parts: readonly string[]): void {
    this.#closing ??= parts.filter((part) => part !== '');
  }

  /** Whether anything is left that a socket could take. */
  more(session: Session | null): boolean {
    if (this.#finished) return false;
    if (this.#head.length > 0 || this.#closing !== null) return true;
    const sm = session?.sm;
    return sm ? (sm.outbound.hasUnsent && !session?.holdsBack) || this.acksOwed > 0 : false;
  }

  /**
   * What is due and fits; null when nothing does. Stanzas in it are counted as sent from here on.
   * @param room how much the socket is to be given, in characters
   */
  collect(room: number, session: Session | null, settings: OutboxSettings, counters: Counters): Chunk | null {
    if (this.#finished) return null;
    const parts = this.#takeHead(this.#closing === null ? this.#fitting(room) : this.#head.length);
    let bytes = 0;
    for (const xml of parts) bytes += xml.length;
    let asked = false;
    let answered = false;
    const sm = this.#head.length === 0 && this.#closing === null ? session?.sm : undefined;
    if (sm) {
      while (bytes < room && !session?.holdsBack) {
        const stanza = sm.outbound.take();
        if (stanza === undefined) break;
        // XEP-0203: what comes late says since when it was there; iq is never stamped, an own delay is kept (R20).
        const late = sm.outbound.lastTakenIsStale && stanza.kind !== 'iq' && !stanza.delayed;
        const xml = late ? withDelay(stanza.xml, settings.domain, stanza.at) : stanza.xml;
        parts.push(xml);
        bytes += xml.length;
        counters.sent[stanza.kind]++;
      }
      answered = this.acksOwed > 0 && bytes < room;
      const ack = answered ? ackAnswer(sm.namespace, sm.inbound.safe) : '';
      // A client that asks and does not read is answered no further than its socket takes.
      for (; this.acksOwed > 0 && bytes < room; this.acksOwed--) {
        parts.push(ack);
        bytes += ack.length;
      }
      const allowance = session?.inactive ? settings.inactiveAllowance : settings.allowance;
      asked = sm.policy.due(sm.outbound.inFlight, sm.outbound.position, allowance);
      if (asked) {
        parts.push(ackRequest(sm.namespace));
        sm.policy.asks(sm.outbound.position);
      }
    }
    const last = this.#closing !== null;
    if (this.#closing !== null) {
      parts.push(...this.#closing);
      this.#finished = true;
    }
    return parts.length === 0 && !last ? null : { parts, bytes, asked, answered, last };
  }

  #takeHead(count: number): string[] {
    const all = count === this.#head.length;
    const taken = all ? this.#head : this.#head.splice(0, count);
    if (all) this.#head = EMPTY;
    for (const xml of taken) this.#headBytes -= xml.length;
    return taken === EMPTY ? [] : taken;
  }

  /** How many of the uncounted fit; at least one where there is any room. */
  #fitting(room: number): number {
    let n = 0;
    for (let left = room; left > 0 && n < this.#head.length; n++) left -= (this.#head[n] as string).length;
    return n;
  }
}
