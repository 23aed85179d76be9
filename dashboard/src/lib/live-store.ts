import { applyLive, type Channel, emptyLive, type LiveState, type LiveUpdate } from './live-state.js';

export interface LiveStore {
  getState(): LiveState;
  subscribe(listener: () => void): () => void;
  /** Takes an update in; listeners hear of it at the next flush. */
  receive(update: LiveUpdate): void;
  setChannel(channel: Channel, retryAt?: number): void;
  /** Forgets everything: another person may sign in next. */
  reset(): void;
}

/** At most four renders a second, whatever the channel brings. */
export const FLUSH_MS = 250;

/** The one holder of what the live channel says, in the shape `useSyncExternalStore` wants. */
export function createLiveStore(clock: () => number = Date.now): LiveStore {
  const listeners = new Set<() => void>();
  let shown = emptyLive;
  let next = emptyLive;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushedAt = Number.NEGATIVE_INFINITY;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    flushedAt = clock();
    if (next === shown) return;
    shown = next;
    for (const listener of [...listeners]) listener();
  };

  /** The first change after a quiet time shows at once; those close behind it wait for each other. */
  const flushSoon = () => {
    const wait = flushedAt + FLUSH_MS - clock();
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
  };

  return {
    getState: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    receive(update) {
      next = applyLive(next, update, clock());
      flushSoon();
    },
    setChannel(channel, retryAt) {
      next = { ...next, channel, retryAt: retryAt ?? null };
      flush();
    },
    reset() {
      next = emptyLive;
      flush();
    },
  };
}
