import type { Clock } from '#ports';

/** A clock that only moves when told to. */
export class FakeClock implements Clock {
  private passed = 0;

  now(): number {
    return Date.UTC(2030, 0, 1) + this.passed;
  }

  monotonic(): number {
    return this.passed;
  }

  advance(ms: number): void {
    this.passed += ms;
  }
}
