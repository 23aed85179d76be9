/**
 * Draws a share of a kind of events, each with the same chance. The dice are thrown once per event that is drawn, for how
 * many are passed over until the next (a geometric distribution): to the others it is one subtraction.
 */
export class Draw {
  #passOver: number;

  /** @param ratio 0 … 1 */
  constructor(private readonly ratio: number) {
    this.#passOver = this.#gap();
  }

  /** Whether this event is drawn. */
  take(): boolean {
    if (this.#passOver > 0) {
      this.#passOver--;
      return false;
    }
    this.#passOver = this.#gap();
    return true;
  }

  #gap(): number {
    if (this.ratio <= 0) return Infinity;
    if (this.ratio >= 1) return 0;
    return Math.floor(Math.log(1 - Math.random()) / Math.log(1 - this.ratio));
  }
}
