import { Logger } from '@nestjs/common';
import type { Clock, EventLoop } from '#ports';

/** A piece of some work; true when there is more of it. */
export type Piece = () => boolean;

/** How long a slice may hold the event loop, in ms. */
const SLICE = 3;

/**
 * Work that may come in floods, as when a hundred thousand sessions end together: done at once as long as the present
 * round of the event loop has time for it, and in the next rounds after that. One work is finished before the one
 * behind it begins.
 */
export class Slices {
  readonly #logger = new Logger('Slices');
  #waiting: Piece[] = [];
  /** Monotonic ms until which this round may work; null before its first piece. */
  #until: number | null = null;
  #working = false;

  constructor(
    private readonly clock: Clock,
    private readonly loop: EventLoop,
  ) {}

  run(piece: Piece): void {
    this.#waiting.push(piece);
    // What a piece brings about waits its turn.
    if (!this.#working) this.#slice();
  }

  #slice(): void {
    const until = this.#until ?? this.#begin();
    this.#working = true;
    let done = 0;
    while (done < this.#waiting.length && this.clock.monotonic() < until)
      if (!this.#goOn(this.#waiting[done] as Piece)) done++;
    this.#waiting = done === this.#waiting.length ? [] : this.#waiting.slice(done);
    this.#working = false;
  }

  #begin(): number {
    this.#until = this.clock.monotonic() + SLICE;
    this.loop.soon(() => {
      this.#until = null;
      if (this.#waiting.length > 0) this.#slice();
    });
    return this.#until;
  }

  /** A fault ends the work it happened in, not what waits behind it. */
  #goOn(piece: Piece): boolean {
    try {
      return piece();
    } catch (error) {
      this.#logger.error(`a piece of work failed: ${(error as Error).stack}`);
      return false;
    }
  }
}
