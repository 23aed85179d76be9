import type { QueuedStanza } from '../queued-stanza.js';

const WRAP = 2n ** 32n;

/**
 * What a queue should be, without cleverness: every stanza ever pushed stays in one list, positions are indexes into
 * it, and counts are integers without bound that wrap only when they are looked at.
 */
export class QueueOracle {
  readonly pushed: QueuedStanza[] = [];
  /** Indexes into `pushed`: acknowledged, sent on this connection, ever sent, queued before the last resumption. */
  acked = 0;
  sent = 0;
  everSent = 0;
  stale = 0;
  /** Stanzas drained earlier do not count: the wire count of index i is start + i - drained. */
  #drained = 0;

  constructor(readonly start: bigint) {}

  count(index: number): number {
    return Number((((this.start + BigInt(index - this.#drained)) % WRAP) + WRAP) % WRAP);
  }

  get waiting(): readonly QueuedStanza[] {
    return this.pushed.slice(this.acked);
  }

  /** How many an h frees; undefined when it is wrong. */
  freedBy(h: number): number | undefined {
    for (let index = this.acked; index <= this.everSent; index++)
      if (this.count(index) === h) return index - this.acked;
    return undefined;
  }

  take(): QueuedStanza | undefined {
    const stanza = this.pushed[this.sent];
    if (stanza !== undefined) this.sent++;
    this.everSent = Math.max(this.everSent, this.sent);
    return stanza;
  }

  free(count: number): void {
    this.acked += count;
    this.sent = Math.max(this.sent, this.acked);
    this.stale = Math.max(this.stale, this.acked);
  }

  rewind(): number {
    this.sent = this.acked;
    this.stale = this.pushed.length;
    return this.everSent - this.acked;
  }

  /** Keeps `count`, and whatever was ever sent. */
  cut(count: number): QueuedStanza[] {
    const taken = this.pushed.splice(Math.max(this.everSent, this.acked + count));
    this.stale = Math.min(this.stale, this.pushed.length);
    return taken;
  }

  /** Of what no socket has seen: the last presence of each sender stays, of this sender's none does. */
  supersede(from: string): QueuedStanza[] {
    const says = ({ kind, type }: QueuedStanza) => kind === 'presence' && ['', 'unavailable'].includes(type);
    const obsolete = [...this.pushed.keys()].slice(this.everSent).filter((index) => {
      const stanza = this.pushed[index] as QueuedStanza;
      const later = this.pushed.slice(index + 1).filter((other) => other.from === stanza.from);
      return says(stanza) && (stanza.from === from || later.some(says));
    });
    const taken = obsolete.map((index) => this.pushed[index] as QueuedStanza);
    for (const index of obsolete.reverse()) {
      this.pushed.splice(index, 1);
      if (index < this.stale) this.stale--;
    }
    return taken;
  }

  drain(): QueuedStanza[] {
    const rest = [...this.waiting];
    this.#drained += rest.length;
    this.acked = this.sent = this.everSent = this.stale = this.pushed.length;
    return rest;
  }

  holds(stanza: QueuedStanza): number {
    return this.waiting.filter((other) => other === stanza).length;
  }
}
