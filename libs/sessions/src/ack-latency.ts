import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';

/** Figures cover between one and two of these, ms. */
const SPAN = 15_000;
/** Each step of the scale is so much longer than the one before it, so a figure is at most this wrong. */
const GROWTH = 1.05;
/** ms; the scale begins here, and ends above ten minutes. */
const SHORTEST = 0.1;
const STEPS = 320;
const PER_STEP = 1 / Math.log(GROWTH);

/** Milliseconds. */
export interface AckLatencyFigures {
  readonly p50: number;
  readonly p99: number;
}

/** How long clients took of late to answer an `<r/>` (XEP-0198 §4): counts on a scale, so an answer costs one addition. */
@Injectable()
export class AckLatency {
  #older = new Uint32Array(STEPS);
  #newer = new Uint32Array(STEPS);
  #turnAt: number;

  constructor(@Inject(CLOCK) private readonly clock: Clock) {
    this.#turnAt = clock.monotonic() + SPAN;
  }

  /** @param ms from our `<r/>` to the client's `<a/>` */
  answered(ms: number): void {
    this.#turn();
    const step = Math.round(Math.log(Math.max(SHORTEST, ms) / SHORTEST) * PER_STEP);
    const at = Math.min(STEPS - 1, step);
    this.#newer[at] = (this.#newer[at] ?? 0) + 1;
  }

  /** Over the last 15 to 30 s; null where nobody was asked or nobody answered. */
  figures(): AckLatencyFigures | null {
    this.#turn();
    let total = 0;
    const counts = this.#older.map((count, at) => count + (this.#newer[at] ?? 0));
    for (const count of counts) total += count;
    return total === 0 ? null : { p50: percentile(counts, total, 0.5), p99: percentile(counts, total, 0.99) };
  }

  #turn(): void {
    const now = this.clock.monotonic();
    if (now < this.#turnAt) return;
    // After two spans without a look nothing of either is new.
    if (now >= this.#turnAt + SPAN) this.#newer.fill(0);
    this.#older.fill(0);
    [this.#older, this.#newer] = [this.#newer, this.#older];
    this.#turnAt = now + SPAN;
  }
}

function percentile(counts: Uint32Array, total: number, share: number): number {
  let left = Math.ceil(total * share);
  const at = counts.findIndex((count) => {
    left -= count;
    return left <= 0;
  });
  return Math.round(SHORTEST * GROWTH ** at * 10) / 10;
}
