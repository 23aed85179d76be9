/** Of the clock, and of this process's processors. */
export interface Duration {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Runs from when it is made. */
export class Stopwatch {
  readonly #startedAt = performance.now();
  readonly #cpu = process.cpuUsage();

  stop(): Duration {
    const { user, system } = process.cpuUsage(this.#cpu);
    return { ms: performance.now() - this.#startedAt, cpuMs: (user + system) / 1000 };
  }
}
