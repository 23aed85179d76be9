/** Requests in one go, and how many more each second. Somebody who clicks makes a handful. */
const BURST = 40;
const PER_SECOND = 10;
/** Refused in a row, and it is no person who asks. */
const PATIENCE = 100;

/** How often one viewer may ask for something: each subscription costs a search. */
export class RequestBrake {
  #left = BURST;
  #refused = 0;

  /** @param at monotonic, ms */
  constructor(private at: number) {}

  /** True when this one may be done. */
  allows(now: number): boolean {
    this.#left = Math.min(BURST, this.#left + ((now - this.at) / 1000) * PER_SECOND);
    this.at = now;
    if (this.#left < 1) {
      this.#refused++;
      return false;
    }
    this.#left--;
    this.#refused = 0;
    return true;
  }

  get exhausted(): boolean {
    return this.#refused >= PATIENCE;
  }
}
