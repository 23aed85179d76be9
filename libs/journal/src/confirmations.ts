import type { EventLoop } from '#ports';

/** Who waits for which batch to be safe; told in the order in which they began to wait. */
export class Confirmations {
  readonly #waiting: { readonly batch: number; readonly safe: () => void }[] = [];
  #telling = false;

  /** @param confirmed the last batch that is safe already */
  constructor(
    private readonly loop: EventLoop,
    public confirmed: number,
  ) {}

  wait(batch: number, safe: () => void): void {
    this.#waiting.push({ batch, safe });
    this.#tell();
  }

  /** All up to `batch` are safe. */
  confirm(batch: number): void {
    if (batch > this.confirmed) this.confirmed = batch;
    this.#tell();
  }

  #tell(): void {
    // Whoever is told may append, and so come here again: its turn comes in the loop below.
    if (this.#telling) return;
    this.#telling = true;
    for (;;) {
      const first = this.#waiting[0];
      if (first === undefined || first.batch > this.confirmed) break;
      this.#waiting.shift();
      try {
        first.safe();
      } catch (error) {
        // Its own fault must not keep the others waiting.
        this.loop.soon(() => {
          throw error;
        });
      }
    }
    this.#telling = false;
  }
}
