import type { Session } from '#sessions';
import type { Counters } from '#telemetry';
import { type Chunk, Outbox, type OutboxSettings, SOCKET_FILL } from './outbox.js';
import type { Wire } from './wire.js';

/** Puts together what one socket is to be sent, keeps it until it may leave, and writes it. */
export class Writer {
  readonly outbox = new Outbox();
  /** Collected and not written yet, oldest first: several while a disk's confirmation is awaited. */
  readonly #ready: Chunk[] = [];
  #readyBytes = 0;

  constructor(
    private readonly wire: Wire,
    private readonly settings: OutboxSettings,
    private readonly counters: Counters,
  ) {}

  /** False when nothing is due or nothing fits. */
  collect(session: Session | null): boolean {
    const room = SOCKET_FILL - this.wire.backlog - this.#readyBytes;
    const chunk = this.outbox.collect(room, session, this.settings, this.counters);
    if (chunk === null) return false;
    this.#ready.push(chunk);
    this.#readyBytes += chunk.bytes;
    return true;
  }

  /** Writes what was collected first; undefined when nothing was. */
  release(): Chunk | undefined {
    const chunk = this.#ready.shift();
    if (chunk === undefined) return undefined;
    this.#readyBytes -= chunk.bytes;
    if (chunk.parts.length > 0) this.wire.write(chunk.parts);
    return chunk;
  }

  /** Whether there is more, and room for it. */
  again(session: Session | null): boolean {
    return this.outbox.more(session) && this.wire.backlog + this.#readyBytes < SOCKET_FILL;
  }
}
