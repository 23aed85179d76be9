import { tellsAvailability } from './availability.js';
import { advance, distance, type H, H_ZERO } from './counter.js';
import type { QueuedStanza, StanzaTrace } from './queued-stanza.js';

/** What an h from the peer means for a queue; the numbers are those of `<handled-count-too-high/>` (XEP-0198 §6). */
export type AckCheck =
  | {
      readonly kind: 'ok';
      readonly count: number;
      /** Of those that were freed, the ones that other sessions still hold. */
      readonly shared?: readonly QueuedStanza[];
      /** Of those that were freed, the ones that telemetry follows. */
      readonly traced?: readonly StanzaTrace[];
    }
  | { readonly kind: 'handled-count-too-high'; readonly h: H; readonly sendCount: H };

/** Idle sessions share one empty list: an array of their own costs more than the rest of an idle queue. */
const EMPTY: (QueuedStanza | undefined)[] = [];

/** Acknowledged slots are reclaimed in blocks, so that freeing a prefix stays O(1) per stanza. */
const COMPACT_AT = 64;

/**
 * Stanzas to one client from the moment they are accepted until it acknowledges them (XEP-0198 §4), in order:
 * `[acknowledged…) [sent, unacknowledged…) [not yet handed to the socket…)`. A resumption begins the middle part anew;
 * how far it had reached before is remembered, for what went out then may have arrived.
 */
export class OutboundQueue {
  #items = EMPTY;
  #head = 0;
  /** Handed to the present connection, from the head. */
  #sent = 0;
  /** Handed to any connection, from the head; never less than `#sent`. */
  #everSent = 0;
  #stale = 0;
  #bytes = 0;
  /** Slots that {@link supersede} emptied, all among what no socket has seen; gone as soon as a position is asked for. */
  #holes = 0;
  /** Slot of each sender's presence among what no socket has seen; null until asked for, and whenever slots move. */
  #presences: Map<string, number> | null = null;
  #acked: H;

  /** @param start the count to begin at; anything but 0 is for tests of the wrap. */
  constructor(start: H = H_ZERO) {
    this.#acked = start;
  }

  /** Stanzas queued or sent and not yet acknowledged. */
  get length(): number {
    return this.#items.length - this.#head - this.#holes;
  }
  /** UTF-8 bytes of those. */
  get bytes(): number {
    return this.#bytes;
  }
  /** Handed to the present connection's socket and not yet acknowledged. */
  get inFlight(): number {
    return this.#sent;
  }
  get hasUnsent(): boolean {
    return this.length > this.#sent;
  }
  /** The peer's last h. */
  get acked(): H {
    return this.#acked;
  }
  /** What was handed to a socket, this connection's or one before: no h of the peer may exceed it (XEP-0198 §6). */
  get sendCount(): H {
    return advance(this.#acked, this.#everSent);
  }
  /** How many of the queue were handed to any socket, from its head. */
  get everSent(): number {
    return this.#everSent;
  }
  /** The count the present connection has reached; behind {@link sendCount} while a resumption re-sends. */
  get position(): H {
    return advance(this.#acked, this.#sent);
  }

  /** What has waited longest; undefined when it is empty. */
  get oldest(): QueuedStanza | undefined {
    return this.#items.find((stanza, slot) => slot >= this.#head && stanza !== undefined);
  }

  /** All of it, oldest first. */
  contents(): QueuedStanza[] {
    return this.#items.slice(this.#head).filter((stanza) => stanza !== undefined);
  }

  /** What came back after a restart, of which the first `sent` were handed to a socket before. Into an empty queue. */
  restore(stanzas: readonly QueuedStanza[], sent: number): void {
    for (const stanza of stanzas) this.push(stanza);
    this.#everSent = Math.min(sent, stanzas.length);
  }

  push(stanza: QueuedStanza): void {
    if (this.#items === EMPTY) this.#items = [];
    this.#items.push(stanza);
    this.#bytes += stanza.bytes;
    stanza.holders++;
    if (this.#presences === null || !tellsAvailability(stanza)) return;
    if (this.#presences.has(stanza.from)) this.#presences = null;
    else this.#presences.set(stanza.from, this.#items.length - 1);
  }

  /**
   * Takes out what a presence makes obsolete and hands it out: whatever its sender said before of being available or
   * not, as far as no socket has seen it. The presence itself is pushed afterwards, at the end, so that it and the
   * sender's messages stay in order. Others who had said so twice until now are treated alike. Looks the queue through
   * once; from then on the slots are known until something is sent, acknowledged or cut.
   */
  supersede({ from }: QueuedStanza): readonly QueuedStanza[] {
    const taken: QueuedStanza[] = [];
    this.#presences ??= this.#findPresences(taken);
    const slot = this.#presences.get(from);
    if (slot !== undefined) {
      this.#presences.delete(from);
      taken.push(this.#empty(slot));
    }
    if (this.#holes >= COMPACT_AT && this.#holes > this.length) this.#pack();
    return taken;
  }

  /** The next stanza for the socket, counted as sent before its first byte leaves; undefined when all are sent. */
  take(): QueuedStanza | undefined {
    this.#pack();
    const stanza = this.#items[this.#head + this.#sent];
    if (stanza === undefined) return undefined;
    this.#sent++;
    if (this.#sent > this.#everSent) this.#everSent = this.#sent;
    return stanza;
  }

  /** Whether the stanza last taken is a late one: queued before the last resumption, so stamped with its delay (XEP-0203). */
  get lastTakenIsStale(): boolean {
    return this.#sent <= this.#stale;
  }

  /** Judges an h without acting on it. */
  check(h: H): AckCheck {
    const count = distance(this.#acked, h);
    return count <= this.#everSent
      ? { kind: 'ok', count }
      : { kind: 'handled-count-too-high', h, sendCount: this.sendCount };
  }

  /** Frees exactly the acknowledged prefix (R17); a wrong h frees nothing. */
  acknowledge(h: H): AckCheck {
    const check = this.check(h);
    if (check.kind !== 'ok') return check;
    this.#pack();
    let shared: QueuedStanza[] | undefined;
    let traced: StanzaTrace[] | undefined;
    for (let i = this.#head; i < this.#head + check.count; i++) {
      const stanza = this.#items[i] as QueuedStanza;
      // The slot stays until a block is reclaimed; the stanza in it must not.
      this.#items[i] = undefined;
      this.#bytes -= stanza.bytes;
      stanza.holders--;
      stanza.arrived = true;
      if (stanza.holders > 0) {
        shared ??= [];
        shared.push(stanza);
      }
      if (stanza.trace !== null) {
        traced ??= [];
        traced.push(stanza.trace);
      }
    }
    this.#acked = h;
    this.#sent = Math.max(0, this.#sent - check.count);
    this.#everSent -= check.count;
    this.#stale = Math.max(0, this.#stale - check.count);
    this.#drop(check.count);
    if (shared === undefined && traced === undefined) return check;
    return { ...check, ...(shared && { shared }), ...(traced && { traced }) };
  }

  /** After a resumption everything still unacknowledged is sent again, in order (R33); answers how much had been sent before. */
  rewind(): number {
    this.#pack();
    this.#sent = 0;
    this.#stale = this.length;
    return this.#everSent;
  }

  /**
   * Takes stanzas off the end until `fits` says so, and hands them out oldest first: what would not have been accepted
   * had the limit stood when it came. What any socket has seen stays, since the peer counts it (XEP-0198 §4).
   * @param fits whether this many stanzas and UTF-8 bytes may stay
   */
  cut(fits: (stanzas: number, bytes: number) => boolean): QueuedStanza[] {
    const taken: QueuedStanza[] = [];
    this.#pack();
    while (this.length > this.#everSent && !fits(this.length, this.#bytes)) {
      const stanza = this.#items.pop() as QueuedStanza;
      this.#bytes -= stanza.bytes;
      stanza.holders--;
      taken.push(stanza);
    }
    this.#stale = Math.min(this.#stale, this.length);
    this.#drop(0);
    return taken.reverse();
  }

  /** Empties the queue at the session's end and hands out what must meet its fate, oldest first. */
  drain(): QueuedStanza[] {
    this.#pack();
    const rest = this.#items.slice(this.#head) as QueuedStanza[];
    for (const stanza of rest) stanza.holders--;
    this.#items = EMPTY;
    this.#head = this.#sent = this.#everSent = this.#stale = this.#bytes = 0;
    return rest;
  }

  /** Where the presences are that no socket has seen; of one sender's, all but the last leave. */
  #findPresences(obsolete: QueuedStanza[]): Map<string, number> {
    const found = new Map<string, number>();
    for (let slot = this.#head + this.#everSent; slot < this.#items.length; slot++) {
      const stanza = this.#items[slot];
      if (stanza === undefined || !tellsAvailability(stanza)) continue;
      const earlier = found.get(stanza.from);
      if (earlier !== undefined) obsolete.push(this.#empty(earlier));
      found.set(stanza.from, slot);
    }
    return found;
  }

  #empty(slot: number): QueuedStanza {
    const stanza = this.#items[slot] as QueuedStanza;
    this.#items[slot] = undefined;
    this.#holes++;
    this.#bytes -= stanza.bytes;
    stanza.holders--;
    return stanza;
  }

  /** Closes the holes; until then {@link #stale} counts slots. */
  #pack(): void {
    this.#presences = null;
    if (this.#holes === 0) return;
    const slots = this.#items.slice(this.#head);
    this.#stale = slots.slice(0, this.#stale).filter((stanza) => stanza !== undefined).length;
    this.#items = slots.filter((stanza) => stanza !== undefined);
    this.#head = this.#holes = 0;
    this.#drop(0);
  }

  #drop(count: number): void {
    this.#head += count;
    if (this.#head === this.#items.length) {
      this.#items = EMPTY;
      this.#head = 0;
    } else if (this.#head >= COMPACT_AT && this.#head * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
  }
}
