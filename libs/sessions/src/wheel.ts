import { Logger } from '@nestjs/common';
import type { Clock } from '#ports';

/** Something that wants to be woken. `wakeAt` belongs to the wheel: the second it is booked for, 0 when it is not. */
export interface Timed {
  wakeAt: number;
  /** @param now monotonic ms */
  onWake(now: number): void;
}

/** How long one slice of wake-ups may hold the event loop, in ms. */
const SLICE = 3;

/**
 * One timer for every deadline in the process: per-second buckets, lazy cancellation (a woken item looks whether it
 * is really due), expiry in slices. A `setTimeout` for each session would cost 220 to 356 bytes apiece.
 */
export class DeadlineWheel {
  readonly #logger = new Logger('DeadlineWheel');
  readonly #buckets = new Map<number, Timed[]>();
  #timer: NodeJS.Timeout | undefined;
  #done: number;
  #due: Timed[] = [];
  #sliced = false;

  constructor(private readonly clock: Clock) {
    this.#done = Math.floor(clock.monotonic() / 1000);
  }

  start(): void {
    this.#timer ??= setInterval(() => this.tick(), 250);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#buckets.clear();
    this.#due = [];
  }

  /** Wakes the item at or within a second after `at` (monotonic ms); an earlier booking of the same item stands. */
  schedule(item: Timed, at: number): void {
    const second = Math.max(Math.ceil(at / 1000), this.#done + 1);
    if (item.wakeAt !== 0 && item.wakeAt <= second) return;
    item.wakeAt = second;
    const bucket = this.#buckets.get(second);
    if (bucket === undefined) this.#buckets.set(second, [item]);
    else bucket.push(item);
  }

  /** Wakes what is due. Public so that a test with its own clock can turn the wheel. */
  tick(): void {
    const now = this.clock.monotonic();
    const second = Math.floor(now / 1000);
    for (; this.#done < second; this.#done++) {
      const bucket = this.#buckets.get(this.#done + 1);
      if (bucket === undefined) continue;
      this.#buckets.delete(this.#done + 1);
      for (const item of bucket) {
        // Booked anew since, for earlier: that booking woke it or stands in another bucket.
        if (item.wakeAt !== this.#done + 1) continue;
        item.wakeAt = 0;
        this.#due.push(item);
      }
    }
    if (!this.#sliced) this.#slice();
  }

  #slice(): void {
    const now = this.clock.monotonic();
    const until = performance.now() + SLICE;
    let n = 0;
    while (n < this.#due.length) {
      this.#wake(this.#due[n++] as Timed, now);
      if (n % 16 === 0 && performance.now() > until) break;
    }
    this.#due = n === this.#due.length ? [] : this.#due.slice(n);
    this.#sliced = this.#due.length > 0;
    if (this.#sliced) setImmediate(() => this.#slice());
  }

  /** One item's fault must neither stop the wheel nor be met again at every turn of it. */
  #wake(item: Timed, now: number): void {
    try {
      item.onWake(now);
    } catch (error) {
      this.#logger.error(`a deadline could not be acted on: ${(error as Error).stack}`);
    }
  }
}
