/** One timer for the whole page: whoever shows a time subscribes here, and nothing ticks while nobody does. */
export interface Ticker {
  subscribe(listener: () => void): () => void;
  /** The time of the last tick, ms since the epoch, by this machine's clock. */
  now(): number;
}

export function createTicker(clock: () => number = Date.now, everyMs = 1000): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let last = clock();

  const tick = () => {
    last = clock();
    for (const listener of [...listeners]) listener();
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (timer === undefined) {
        last = clock();
        timer = setInterval(tick, everyMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    now: () => last,
  };
}
