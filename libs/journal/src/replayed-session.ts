import type { Lane, RecoveredSession, RecoveredStanza } from '#ports';
import type { DecodedEntry, DecodedState } from './decoded-entry.js';

/** A place in a lane whose stanza was lost in a damaged stretch: counts go on past it. */
export const LOST = null;
export type ReplayedStanza = RecoveredStanza | typeof LOST;

/** Finds the stanza of a number; null where its body is lost. */
export type StanzaByNumber = (no: number) => ReplayedStanza;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const HALF = 0x8000_0000;

/** How far `to` lies ahead of `from`, modulo 2^32 (XEP-0198 §4). */
const distance = (from: number, to: number): number => (to - from) >>> 0;

/** True where `n` comes after `h`: what lies more than half way round lies behind. */
const isAfter = (h: number, n: number): boolean => n !== h && distance(h, n) < HALF;

/** One session while its story is read. */
export class ReplayedSession {
  /** Lived through a gap, or refers to what is lost. */
  doubtful = false;
  #state: DecodedState;
  #lanes: Record<Lane, ReplayedStanza[]>;
  /** Acknowledged places at the head of the queue that are not cut off yet. */
  #head = 0;
  readonly #sm: Writable<NonNullable<DecodedState['sm']>> | null;
  #sent: number;
  #presence: ReplayedStanza;
  readonly #directed: Set<string>;
  #done: DecodedState['done'][number][];
  #queued: number;

  constructor(
    readonly no: number,
    readonly segment: number,
    state: DecodedState,
    private readonly find: StanzaByNumber,
  ) {
    this.#state = state;
    const stanza = (wanted: number): ReplayedStanza => this.#stanza(wanted);
    this.#lanes = {
      queue: state.queue.map(stanza),
      held: state.held.map(stanza),
      owed: state.owed.map(stanza),
    };
    this.#sm = state.sm === null ? null : { ...state.sm };
    this.#sent = state.sm?.sent ?? 0;
    this.#presence = this.#presenceOf(state.facts.presence);
    this.#directed = new Set(state.directed);
    this.#done = [...state.done];
    this.#queued = state.hibernation?.queued ?? 0;
    // Recorded anew between its end and the fates of its stanzas: those are told of as owed.
    if (state.ending !== null) this.end(state.ending);
  }

  enqueue(lane: Lane, no: number): void {
    this.#lanes[lane].push(this.#stanza(no));
    if (lane === 'queue' && this.#state.hibernation !== null) this.#queued++;
  }

  remove(lane: Lane, no: number, last: boolean): void {
    const items = this.#lanes[lane];
    const stanza = this.find(no);
    const start = lane === 'queue' ? this.#head : 0;
    const at = last ? items.lastIndexOf(stanza) : items.indexOf(stanza, start);
    if (at < start) {
      this.doubtful = true;
      return;
    }
    items.splice(at, 1);
    if (lane === 'queue' && at - start < this.#sent) this.#sent--;
  }

  inbound(h: number): void {
    if (this.#sm === null) return;
    this.#sm.inbound = h;
    if (this.#done.length > 0) this.#done = this.#done.filter(({ n }) => isAfter(h, n));
  }

  /** Something was done because of its stanza `n`. */
  caused(n: number, fingerprint: number): void {
    if (fingerprint === 0 || this.#sm === null || !isAfter(this.#sm.inbound, n)) return;
    if (this.#done.some((known) => known.n === n && known.fingerprint === fingerprint)) return;
    this.#done.push({ n, fingerprint });
  }

  /** What was done came again under another number, which is the one that counts from now on. */
  repeated(n: number, fingerprint: number): void {
    const known = this.#done.findIndex((done) => done.fingerprint === fingerprint);
    if (known >= 0) this.#done.splice(known, 1);
    if (this.#sm !== null && isAfter(this.#sm.inbound, n)) this.#done.push({ n, fingerprint });
  }

  acknowledge(h: number): void {
    if (this.#sm === null) return;
    const { queue } = this.#lanes;
    const count = distance(this.#sm.acked, h);
    // An h behind the last one looks like one far ahead. Neither can be true: something between is lost.
    if (count > queue.length - this.#head) {
      this.doubtful = true;
      if (count >= HALF) return;
    }
    const end = Math.min(queue.length, this.#head + count);
    for (; this.#head < end; this.#head++) {
      const stanza = queue[this.#head];
      // Where some of the queue may be missing, the count may mean others than these.
      if (stanza && !this.doubtful) stanza.arrived = true;
    }
    this.#sent = Math.max(0, this.#sent - count);
    this.#sm.acked = h;
    if (this.#head * 2 >= queue.length) {
      queue.splice(0, this.#head);
      this.#head = 0;
    }
  }

  facts(facts: DecodedState['facts']): void {
    this.#state = { ...this.#state, facts };
    this.#presence = this.#presenceOf(facts.presence);
  }

  directed(to: string, available: boolean): void {
    if (available) this.#directed.add(to);
    else this.#directed.delete(to);
  }

  hibernate({ hibernation, sent }: Extract<DecodedEntry, { kind: 'hibernating' }>): void {
    this.#state = { ...this.#state, hibernation };
    this.#sent = sent;
    this.#queued = hibernation.queued;
  }

  resume({ resumes, address, span }: Extract<DecodedEntry, { kind: 'resumed' }>): void {
    this.#state = { ...this.#state, resumes, lastAddress: address, span, hibernation: null };
  }

  end(ending: NonNullable<DecodedState['ending']>): void {
    const { queue, held, owed } = this.#lanes;
    this.#lanes = { queue: [], held: [], owed: [...owed, ...queue.slice(this.#head), ...held] };
    this.#head = 0;
    this.#state = { ...this.#state, ending };
  }

  result(): RecoveredSession {
    const { hibernation } = this.#state;
    const queue = this.#lanes.queue.slice(this.#head);
    // Of one that was connected, any of its queue may have left, acknowledged or not.
    const sent = hibernation === null ? queue.length : Math.min(this.#sent, queue.length);
    return {
      ...this.#state,
      sm: this.#sm === null ? null : { ...this.#sm, sent: found(queue.slice(0, sent)).length },
      queue: found(queue),
      held: found(this.#lanes.held),
      owed: found(this.#lanes.owed),
      facts: { ...this.#state.facts, presence: this.#presence },
      directed: [...this.#directed],
      done: this.#done,
      hibernation: hibernation === null ? null : { ...hibernation, queued: this.#queued },
      journalNo: this.no,
      journalSegment: this.segment,
      doubtful: this.doubtful,
    };
  }

  #stanza(no: number): ReplayedStanza {
    const stanza = this.find(no);
    if (stanza === LOST) this.doubtful = true;
    return stanza;
  }

  #presenceOf(no: number): ReplayedStanza {
    return no === 0 ? null : this.#stanza(no);
  }
}

const found = (stanzas: readonly ReplayedStanza[]): RecoveredStanza[] =>
  stanzas.filter((stanza) => stanza !== LOST);
