const SECOND = 1000;

/** The earliest of many times that come and go, to the second, without keeping them in order. */
export class EarliestTime {
  /** Second → how many. */
  readonly #counts = new Map<number, number>();
  #earliest: number | null = null;

  /** ms; null when there are none. */
  get earliest(): number | null {
    return this.#earliest === null ? null : this.#earliest * SECOND;
  }

  /** Takes `time` (ms) in, or one that was taken in before out again. */
  count(time: number, sign: 1 | -1): void {
    const second = Math.floor(time / SECOND);
    const left = (this.#counts.get(second) ?? 0) + sign;
    if (left > 0) {
      this.#counts.set(second, left);
      if (this.#earliest === null || second < this.#earliest) this.#earliest = second;
      return;
    }
    this.#counts.delete(second);
    // All that wait are looked through only when the earliest of them is gone: at most once a second of age.
    if (second === this.#earliest) this.#earliest = this.#next();
  }

  #next(): number | null {
    let earliest: number | null = null;
    for (const second of this.#counts.keys()) if (earliest === null || second < earliest) earliest = second;
    return earliest;
  }
}
