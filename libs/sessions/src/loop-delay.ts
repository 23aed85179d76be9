import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** Between two looks at the loop, ms: Node's monitor measures from look to look, so this much is no delay. */
const RESOLUTION = 20;
/** Figures cover between one and two of these, ms. */
const SPAN = 15_000;

const NANOS = 1e6;

/** Percentiles and maximum in ms. */
export interface LoopDelayFigures {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * How late the event loop has been of late. Two monitors begin anew in turn and the older one is read: a figure since the
 * start would hide today's trouble behind last week's calm, and one that is emptied by its reader serves one reader only.
 */
export class LoopDelay {
  readonly #timer: NodeJS.Timeout;
  #older: IntervalHistogram;
  #newer: IntervalHistogram;

  constructor(monitor = () => monitorEventLoopDelay({ resolution: RESOLUTION })) {
    this.#older = monitor();
    this.#newer = monitor();
    this.#older.enable();
    this.#newer.enable();
    this.#timer = setInterval(() => this.#turn(), SPAN).unref();
  }

  /** Over the last 15 to 30 s, or since the start where that is less. */
  figures(): LoopDelayFigures {
    const of = (nanos: number) => Math.max(0, nanos / NANOS - RESOLUTION);
    const older = this.#older;
    return { p50: of(older.percentile(50)), p99: of(older.percentile(99)), max: of(older.max) };
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#older.disable();
    this.#newer.disable();
  }

  #turn(): void {
    this.#older.reset();
    [this.#older, this.#newer] = [this.#newer, this.#older];
  }
}
