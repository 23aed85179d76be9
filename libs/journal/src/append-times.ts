const BUCKET = 30_000;

/** How long appends took; of the longest, what the last minute says (the present half minute and the one before). */
export class AppendTimes {
  #count = 0;
  #bytes = 0;
  #micros = 0;
  #bucket = 0;
  #longest = 0;
  #longestBefore = 0;

  get count(): number {
    return this.#count;
  }
  get bytes(): number {
    return this.#bytes;
  }
  get micros(): number {
    return this.#micros;
  }

  /** @param end monotonic ms; `start` likewise */
  add(bytes: number, start: number, end: number): void {
    const micros = (end - start) * 1000;
    this.#count++;
    this.#bytes += bytes;
    this.#micros += micros;
    this.#turn(end);
    if (micros > this.#longest) this.#longest = micros;
  }

  /** @param now monotonic ms */
  longestMicros(now: number): number {
    this.#turn(now);
    return Math.max(this.#longest, this.#longestBefore);
  }

  #turn(now: number): void {
    const bucket = Math.floor(now / BUCKET);
    if (bucket === this.#bucket) return;
    this.#longestBefore = bucket === this.#bucket + 1 ? this.#longest : 0;
    this.#longest = 0;
    this.#bucket = bucket;
  }
}
