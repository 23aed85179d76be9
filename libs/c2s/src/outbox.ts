import type { Session } from '#sessions';
import { withDelay } from '#stanza';
import { ackAnswer, ackRequest } from '#stream-management';
import type { Counters } from '#telemetry';
import type { Wire } from './wire.js';

/** We write while less than this is waiting in the socket; the rest stays in the session's queue until it drains. */
const SOCKET_FILL = 64 * 1024;

/** More than this waiting for a client without stream management ends its connection: nothing else bounds it. */
export const MAX_UNMANAGED_BYTES = 1024 * 1024;

export interface OutboxSettings {
  readonly domain: string;
  /** `smacks_max_unacked_stanzas` */
  readonly allowance: number;
  /** `smacks_max_inactive_unacked_stanzas`: while the client is inactive (XEP-0352). */
  readonly inactiveAllowance: number;
}

/** What a flush did, as far as others care. */
export interface Flushed {
  /** An `<r/>` went out. */
  readonly asked: boolean;
  /** An `<a/>` went out. */
  readonly answered: boolean;
  /** There is more, and room for it: take part in the next turn. */
  readonly again: boolean;
  /** The last thing was written. */
  readonly finished: boolean;
}

/** After the last word. */
const NOTHING_MORE: Flushed = { asked: false, answered: false, again: false, finished: true };

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

  /** @param now monotonic ms */
  flush(
    wire: Wire,
    session: Session | null,
    settings: OutboxSettings,
    counters: Counters,
    now: number,
  ): Flushed {
    if (this.#finished) return NOTHING_MORE;
    let room = SOCKET_FILL - wire.backlog;
    const parts = this.#takeHead(this.#closing === null ? this.#fitting(room) : this.#head.length);
    for (const xml of parts) room -= xml.length;
    let asked = false;
    let answered = false;
    const sm = this.#head.length === 0 && this.#closing === null ? session?.sm : undefined;
    if (sm) {
      while (room > 0) {
        const stanza = sm.outbound.take();
        if (stanza === undefined) break;
        // XEP-0203: what comes late says since when it was there; iq is never stamped, an own delay is kept (R20).
        const late = sm.outbound.lastTakenIsStale && stanza.kind !== 'iq' && !stanza.delayed;
        const xml = late ? withDelay(stanza.xml, settings.domain, stanza.at) : stanza.xml;
        parts.push(xml);
        room -= xml.length;
        counters.sent[stanza.kind]++;
      }
      answered = this.acksOwed > 0 && room > 0;
      const ack = answered ? ackAnswer(sm.namespace, sm.inbound.safe) : '';
      // A client that asks and does not read is answered no further than its socket takes.
      for (; this.acksOwed > 0 && room > 0; this.acksOwed--) {
        parts.push(ack);
        room -= ack.length;
      }
      const allowance = session?.inactive ? settings.inactiveAllowance : settings.allowance;
      asked = sm.policy.due(sm.outbound.inFlight, sm.outbound.position, allowance);
      if (asked) {
        parts.push(ackRequest(sm.namespace));
        sm.policy.asked(sm.outbound.position, now);
      }
    }
    if (this.#closing !== null) {
      parts.push(...this.#closing);
      this.#finished = true;
    }
    if (parts.length > 0) wire.write(parts);
    const more =
      this.#head.length > 0 || (sm?.outbound.hasUnsent ?? false) || (sm ? this.acksOwed > 0 : false);
    return { asked, answered, again: more && wire.backlog < SOCKET_FILL, finished: this.#finished };
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
