import type { DueSnapshot, Intent, JournaledSession, JournaledStanza } from '#ports';

/** Sessions offered at once to be recorded anew. */
const AT_ONCE = 8;

/** A segment's file and what begins in it. */
interface Segment {
  readonly number: number;
  /** When it was begun, ms since the epoch. */
  readonly at: number;
  bytes: number;
  /** Those whose state is read back from here on. */
  readonly sessions: Set<JournaledSession>;
  intents: number;
}

/** The highest numbers given out so far. */
export interface Numbers {
  session: number;
  stanza: number;
  intent: number;
}

/**
 * Which segment each session's state and each pending intent can be read back from, and so which segments are needed: the
 * oldest goes when nothing begins in it any more.
 */
export class Placement {
  /** Oldest first, the present one last. */
  readonly #segments: Segment[] = [];
  readonly #intents = new Map<number, { intent: Intent; segment: Segment }>();
  /** Sessions that came back and were not adopted yet, by number: they hold their segment like any other. */
  readonly #recovered = new Map<number, JournaledSession>();
  /** Sessions that are being recorded anew, each with the segment that was the present one when that began. */
  readonly #copying = new Map<JournaledSession, number>();
  #bytes = 0;

  constructor(readonly numbers: Numbers) {}

  get count(): number {
    return this.#segments.length;
  }
  get bytes(): number {
    return this.#bytes;
  }
  /** Oldest first. */
  get segments(): readonly { readonly number: number; readonly bytes: number }[] {
    return this.#segments;
  }
  get intents(): number {
    return this.#intents.size;
  }
  /** When the oldest segment was begun. */
  get oldestAt(): number | null {
    return this.#segments[0]?.at ?? null;
  }
  get oldest(): number {
    return this.#segments[0]?.number ?? 0;
  }
  get newest(): number {
    return this.#current.number;
  }
  get #current(): Segment {
    return this.#segments.at(-1) as Segment;
  }

  /** A segment of its own number, later than all before; it is the present one from now on. */
  begin(number: number, at: number, bytes: number): void {
    this.#segments.push({ number, at, bytes, sessions: new Set(), intents: 0 });
    this.#bytes += bytes;
  }

  grow(bytes: number): void {
    this.#current.bytes += bytes;
    this.#bytes += bytes;
  }

  /** From which segment on the body of a stanza must be there to serve the snapshot that is being made. */
  get copyingSince(): number {
    return this.#copying.size === 0 ? this.#current.number : Math.max(...this.#copying.values());
  }

  /** Gives a stanza a number, if it has none, and marks it as written to the present segment. */
  number(stanza: JournaledStanza): void {
    if (stanza.journalNo === 0) stanza.journalNo = ++this.numbers.stanza;
    stanza.journalSegment = this.#current.number;
  }

  /** The session's whole state is being recorded: answers from which segment on it can be read back. */
  place(session: JournaledSession): number {
    const since = this.#copying.get(session) ?? this.#current.number;
    this.#copying.delete(session);
    if (session.journalNo === 0) session.journalNo = ++this.numbers.session;
    else this.#leave(session);
    session.journalSegment = since;
    this.#holding(since).sessions.add(session);
    return since;
  }

  forget(session: JournaledSession): void {
    this.#leave(session);
    this.#copying.delete(session);
  }

  /** Holds its segment until it is adopted or forgotten. */
  recover(session: JournaledSession): void {
    this.#recovered.set(session.journalNo, session);
    this.#holding(session.journalSegment).sessions.add(session);
  }

  adopt(session: JournaledSession): void {
    this.#leave(session);
    this.#holding(session.journalSegment).sessions.add(session);
  }

  keepIntent(intent: Intent, segment = this.#current.number): void {
    this.intentDone(intent.id);
    const home = this.#holding(segment);
    home.intents++;
    this.#intents.set(intent.id, { intent, segment: home });
  }

  intentDone(id: number): void {
    const kept = this.#intents.get(id);
    if (kept === undefined) return;
    kept.segment.intents--;
    this.#intents.delete(id);
  }

  /** The next few sessions of the oldest segment, the same ones until their states were recorded. */
  due(): readonly DueSnapshot[] {
    const [oldest] = this.#segments;
    if (this.#copying.size === 0 && oldest !== undefined && oldest !== this.#current) {
      let room = AT_ONCE;
      for (const session of oldest.sessions) {
        // Nobody knows the state of one that nobody adopted.
        if (this.#recovered.get(session.journalNo) === session) continue;
        this.#copying.set(session, this.#current.number);
        if (--room === 0) break;
      }
    }
    return Array.from(this.#copying, ([session, since]) => ({ session, since }));
  }

  /** Intents that are all that keeps the oldest segment, up to about that many bytes of them. */
  lastIntents(bytes: number): Intent[] {
    const oldest = this.#segments[0];
    if (oldest === undefined || oldest === this.#current || oldest.sessions.size > 0) return [];
    const found: Intent[] = [];
    let size = 0;
    for (const { intent, segment } of this.#intents.values()) {
      if (size >= bytes || found.length === oldest.intents) break;
      if (segment !== oldest) continue;
      found.push(intent);
      size += intent.json.length;
    }
    return found;
  }

  /** The oldest segment in which something begins, at most the present one. */
  get needed(): number {
    for (const segment of this.#segments) {
      if (segment.sessions.size > 0 || segment.intents > 0) return segment.number;
    }
    return this.#current.number;
  }

  /** Lets go of all before `segment` and answers their numbers. */
  drop(segment: number): number[] {
    const dropped: number[] = [];
    for (;;) {
      const oldest = this.#segments[0];
      if (oldest === undefined || oldest.number >= segment || oldest === this.#current) return dropped;
      this.#segments.shift();
      this.#bytes -= oldest.bytes;
      dropped.push(oldest.number);
    }
  }

  #leave(session: JournaledSession): void {
    const home = this.#holding(session.journalSegment);
    const standIn = this.#recovered.get(session.journalNo);
    if (standIn !== undefined) {
      this.#holding(standIn.journalSegment).sessions.delete(standIn);
      this.#recovered.delete(session.journalNo);
    }
    home.sessions.delete(session);
  }

  /** The segment of that number, or the last one before it: numbers are skipped where a file could not be made. */
  #holding(number: number): Segment {
    for (let i = this.#segments.length - 1; i >= 0; i--) {
      const segment = this.#segments[i] as Segment;
      if (segment.number <= number) return segment;
    }
    return this.#segments[0] as Segment;
  }
}
