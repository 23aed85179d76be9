import type { Clock, EventLoop } from '#ports';

/** Clock and event loop that stand still until the test moves them. */
export class FakeTime implements Clock, EventLoop {
  #now: number;
  #order = 0;
  #due: { at: number; order: number; work: () => void }[] = [];

  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  soon(work: () => void): void {
    this.after(0, work);
  }

  after(ms: number, work: () => void): void {
    this.#due.push({ at: this.#now + ms, order: this.#order++, work });
  }

  /** Lets so much time pass, with all that falls due meanwhile, in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      this.#due.sort((a, b) => a.at - b.at || a.order - b.order);
      const [first] = this.#due;
      if (first === undefined || first.at > end) break;
      this.#due.shift();
      this.#now = first.at;
      first.work();
    }
    this.#now = end;
  }
}
