import type { JournalEntry, JournalPort } from '#ports';

/** Takes part in a turn: writes what is due to its socket. */
export interface Flushable {
  /** Belongs to the turn: whether this one is already on the list. */
  inTurn: boolean;
  flush(): void;
}

/** A burst larger than this is flushed before the event loop comes round, at the next stanza boundary. */
const EARLY_FLUSH_BYTES = 1024 * 1024;

/**
 * The outbox turn: everything that happens between two rounds of the event loop leaves together. Armed by the first
 * change, it appends the journal batch first and writes to sockets after, one write per connection.
 */
export class OutboxTurn {
  #flushables: Flushable[] = [];
  #entries: JournalEntry[] = [];
  #armed = false;
  #running = false;
  #bytes = 0;

  constructor(private readonly journal: JournalPort) {}

  /** False when no entry would be kept: callers then build none. */
  get recording(): boolean {
    return this.journal.recording;
  }

  record(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.#arm();
  }

  /** @param bytes roughly what this adds to the turn's output. */
  add(flushable: Flushable, bytes: number): void {
    if (!flushable.inTurn) {
      flushable.inTurn = true;
      this.#flushables.push(flushable);
    }
    this.#bytes += bytes;
    if (this.#bytes >= EARLY_FLUSH_BYTES && !this.#running) this.run();
    else this.#arm();
  }

  /** Ends the turn now. What is added while it runs belongs to the next one. */
  run(): void {
    const flushables = this.#flushables;
    const entries = this.#entries;
    this.#flushables = [];
    this.#entries = [];
    this.#bytes = 0;
    this.#running = true;
    try {
      if (entries.length > 0) this.journal.append(entries);
      for (const flushable of flushables) {
        flushable.inTurn = false;
        flushable.flush();
      }
    } finally {
      this.#running = false;
    }
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    setImmediate(() => {
      this.#armed = false;
      this.run();
    });
  }
}
