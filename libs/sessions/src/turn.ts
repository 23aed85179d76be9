import { Logger } from '@nestjs/common';
import type { EventLoop, JournalEntry, JournalPort } from '#ports';

/** Takes part in a turn: puts together what is due to its socket, and writes it when it may leave. */
export interface Flushable {
  /** Belongs to the turn: whether this one is already on the list. */
  inTurn: boolean;
  /** Puts together what is due, which is not to change any more. False when there is nothing to write. */
  collect(): boolean;
  /** Writes what was collected longest ago and is not written yet. */
  release(): void;
}

/** A burst larger than this leaves before the event loop comes round, at the next stanza boundary. */
const EARLY_FLUSH_BYTES = 1024 * 1024;

/**
 * The outbox turn: everything that happens between two rounds of the event loop leaves together. Armed by the first
 * change, it puts together what each socket is to be sent, then appends the journal's batch, and writes once that is
 * safe, one write per connection. What comes up meanwhile belongs to the next turn: nothing leaves that is not recorded.
 */
export class OutboxTurn {
  readonly #logger = new Logger('OutboxTurn');
  readonly #recorders: (() => void)[] = [];
  #flushables: Flushable[] = [];
  #entries: JournalEntry[] = [];
  #afterwards: (() => void)[] = [];
  #armed = false;
  #ending = false;
  #bytes = 0;

  constructor(
    private readonly journal: JournalPort,
    private readonly loop: EventLoop,
  ) {}

  /** False when no entry would be kept: callers then build none. */
  get recording(): boolean {
    return this.journal.recording;
  }

  record(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (!this.#ending) this.arm();
  }

  /** @param recorder called at the end of each turn, to record what changed in its course */
  atEnd(recorder: () => void): void {
    this.#recorders.push(recorder);
  }

  /** Does it once all that is recorded by the end of this turn is safe. */
  whenSafe(work: () => void): void {
    this.#afterwards.push(work);
    this.arm();
  }

  /** @param bytes roughly what this adds to the turn's output. */
  add(flushable: Flushable, bytes: number): void {
    this.#bytes += bytes;
    if (!flushable.inTurn) {
      flushable.inTurn = true;
      this.#flushables.push(flushable);
    }
    this.arm();
  }

  /** Ends a turn that has grown large. Called between two stanzas: in the midst of one an `<a/>` could count what is half done. */
  relieve(): void {
    if (this.#bytes >= EARLY_FLUSH_BYTES) this.run();
  }

  /** Sees to it that the turn ends with this round of the event loop. */
  arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    this.loop.soon(() => {
      this.#armed = false;
      this.run();
    });
  }

  /** Ends the turn now. What is added while it runs belongs to the next one. */
  run(): void {
    this.#bytes = 0;
    this.#ending = true;
    const due = this.#collect();
    for (const record of this.#recorders) this.#attempt(record);
    this.#ending = false;
    const entries = this.#entries;
    const afterwards = this.#afterwards;
    if (entries.length === 0 && due.length === 0 && afterwards.length === 0) return;
    this.#entries = [];
    this.#afterwards = [];
    this.journal.append(entries, () => {
      for (const flushable of due) this.#attempt(() => flushable.release());
      for (const work of afterwards) this.#attempt(work);
    });
  }

  #collect(): Flushable[] {
    const flushables = this.#flushables;
    this.#flushables = [];
    return flushables.filter((flushable) => {
      flushable.inTurn = false;
      return this.#attempt(() => flushable.collect()) ?? false;
    });
  }

  /** One connection's fault must not silence the others of its turn. */
  #attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#logger.error(`a part of the turn failed: ${(error as Error).stack}`);
      return undefined;
    }
  }
}
