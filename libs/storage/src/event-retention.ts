import type { EventStore } from '#ports';
import type { Schedule } from './login-log.js';

/** How much of the events is kept: ms, and how many. */
export interface EventBounds {
  readonly retention: number;
  readonly max: number;
}

const inTenMinutes: Schedule = (run) => {
  const timer = setTimeout(run, 600_000);
  timer.unref();
  return () => clearTimeout(timer);
};

/** Forgets events beyond their bounds, at the start and every ten minutes. */
export class EventRetention {
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(
    private readonly events: EventStore,
    private readonly bounds: EventBounds,
    private readonly onError: (error: unknown) => void,
    private readonly now: () => number = Date.now,
    private readonly schedule: Schedule = inTenMinutes,
  ) {}

  /** Resolves when this round is done; never rejects. */
  async run(): Promise<void> {
    try {
      await this.events.prune(this.now() - this.bounds.retention, this.bounds.max);
    } catch (error) {
      // What is kept too long is still bounded by the next round.
      if (!this.#stopped) this.onError(error);
    }
    if (!this.#stopped) this.#cancel = this.schedule(() => void this.run());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }
}
