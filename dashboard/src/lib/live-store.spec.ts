import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anEvent, eventsNow, figuresNow } from '../testing/live-messages.js';
import { createLiveStore, FLUSH_MS } from './live-store.js';

beforeEach(() => vi.useFakeTimers({ now: 50_000 }));
afterEach(() => vi.useRealTimers());

function watched() {
  const store = createLiveStore();
  const listener = vi.fn();
  const stop = store.subscribe(listener);
  return { store, listener, stop };
}

describe('the live store', () => {
  it('shows the first change at once', () => {
    const { store, listener } = watched();
    store.receive(eventsNow([anEvent(1)]));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.getState().events).toHaveLength(1);
  });

  it('gathers what comes close behind, and tells at most four times a second', () => {
    const { store, listener } = watched();
    store.receive(figuresNow());
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(50);
      store.receive(eventsNow([anEvent(i)]));
    }
    expect(listener).toHaveBeenCalledTimes(1 + (20 * 50) / FLUSH_MS);
    vi.advanceTimersByTime(FLUSH_MS);
    expect(store.getState().events[0]?.seq).toBe(19);
  });

  it('keeps the same state object between two flushes, as useSyncExternalStore demands', () => {
    const { store } = watched();
    store.receive(figuresNow());
    const shown = store.getState();
    store.receive(eventsNow([anEvent(1)]));
    expect(store.getState()).toBe(shown);
  });

  it('shows a change of the channel without delay, with what was gathered', () => {
    const { store } = watched();
    store.receive(figuresNow());
    store.receive(eventsNow([anEvent(1)]));
    store.setChannel('waiting', 60_000);
    expect(store.getState()).toMatchObject({ channel: 'waiting', retryAt: 60_000 });
    expect(store.getState().events).toHaveLength(1);
  });

  it('tells nobody after the end of a subscription', () => {
    const { store, listener, stop } = watched();
    stop();
    store.receive(figuresNow());
    expect(listener).not.toHaveBeenCalled();
  });

  it('forgets everything on reset', () => {
    const { store } = watched();
    store.receive(eventsNow([anEvent(1)]));
    store.reset();
    expect(store.getState()).toMatchObject({ overview: null, at: null });
    expect(store.getState().events).toEqual([]);
  });
});
