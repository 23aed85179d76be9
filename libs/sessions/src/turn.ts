import { Logger } from '@nestjs/common';
import type { JournalEntry, JournalPort } from '#ports';

/** Takes part in a turn: writes what is due to its socket. */
export interface Flushable {
  /** Belongs to the turn: whether this one is already on the list. */
  inTurn: boolean;
  flush(): void;
}

/** A burst larger than this leaves before the event loop comes round, at the next stanza boundary. */
const EARLY_FLUSH_BYTES = 1024 * 1024;

/** How long the outputs of a turn that could not be made safe are held before the next try, ms. */
const RETRY_AFTER = 1_000;

/**
 * The outbox turn: everything that happens between two rounds of the event loop leaves together. Armed by the first
 * change, it appends the journal batch first and writes to sockets after, one write per connection.
 */
export class OutboxTurn {
  readonly #logger = new Logger('OutboxTurn');
  #flushables: Flushable[] = [];
  #entries: JournalEntry[] = [];
  #armed = false;
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
    this.#bytes += bytes;
    if (!flushable.inTurn) {
      flushable.inTurn = true;
      this.#flushables.push(flushable);
    }
    this.#arm();
  }

  /** Ends a turn that has grown large. Called between two stanzas: in the midst of one an `<a/>` could count what is half done. */
  relieve(): void {
    if (this.#bytes >= EARLY_FLUSH_BYTES) this.run();
  }

  /** Ends the turn now. What is added while it runs belongs to the next one. */
  run(): void {
    this.#bytes = 0;
    if (!this.#append()) return;
    const flushables = this.#flushables;
    this.#flushables = [];
    for (const flushable of flushables) {
      flushable.inTurn = false;
      try {
        flushable.flush();
      } catch (error) {
        // One connection's fault must not silence the others of its turn.
        this.#logger.error(`a connection could not be written to: ${(error as Error).stack}`);
      }
    }
  }

  /** Record before write: while the journal cannot take the batch, nothing of it leaves. */
  #append(): boolean {
    if (this.#entries.length === 0) return true;
    try {
      this.journal.append(this.#entries);
      this.#entries = [];
      return true;
    } catch (error) {
      this.#logger.error(`the journal took no entries, all output waits: ${String(error)}`);
      this.#arm(RETRY_AFTER);
      return false;
    }
  }

  #arm(delay = 0): void {
    if (this.#armed) return;
    this.#armed = true;
    const turn = () => {
      this.#armed = false;
      this.run();
    };
    if (delay === 0) setImmediate(turn);
    else setTimeout(turn, delay).unref();
  }
}
