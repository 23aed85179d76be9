import type { Clock } from '#ports';

/** Wall clock of the first moment. */
export const EPOCH = Date.UTC(2030, 0, 1);

/** A clock that only moves when told to; both its times move together. */
export class FakeClock implements Clock {
  #passed = 0;

  now(): number {
    return EPOCH + this.#passed;
  }

  monotonic(): number {
    return this.#passed;
  }

  advance(ms: number): void {
    this.#passed += ms;
  }
}
