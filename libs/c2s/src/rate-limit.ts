/** Bytes per second read from one connection, averaged over a second: above it reading pauses, nothing is dropped. */
export class RateLimit {
  #second = 0;
  #bytes = 0;
  #paused = false;

  /** @param perSecond null is unlimited */
  constructor(private readonly perSecond: number | null) {}

  /** Counts what was read; answers until when (monotonic ms) to stop reading, if so. */
  take(bytes: number, now: number): number | undefined {
    if (this.perSecond === null) return undefined;
    const elapsed = Math.floor(now / 1000) - this.#second;
    if (elapsed > 0) {
      this.#second += elapsed;
      this.#bytes = Math.max(0, this.#bytes - elapsed * this.perSecond);
    }
    this.#bytes += bytes;
    if (this.#bytes <= this.perSecond || this.#paused) return undefined;
    this.#paused = true;
    return (this.#second + Math.ceil(this.#bytes / this.perSecond) - 1) * 1000 + 1000;
  }

  /** True when a pause is over. */
  lift(now: number): boolean {
    if (!this.#paused || this.perSecond === null) return false;
    const allowed = (Math.floor(now / 1000) - this.#second + 1) * this.perSecond;
    if (this.#bytes > allowed) return false;
    this.#paused = false;
    return true;
  }
}
