import { createContext, use, useSyncExternalStore } from 'react';
import { createLiveHub, type LiveHub } from './live-hub.js';
import type { LiveState } from './live-state.js';
import { createLiveStore, type LiveStore } from './live-store.js';
import { createTicker, type Ticker } from './ticker.js';

export interface Live {
  readonly store: LiveStore;
  readonly ticker: Ticker;
  /** Views that only some pages watch; see `useLiveView`. */
  readonly hub: LiveHub;
  /** Try the lost channel again now. */
  readonly retry: () => void;
}

/** The page's one store and one timer. The shell provides a `retry` bound to its socket; tests provide their own. */
export const LiveContext = createContext<Live>({
  store: createLiveStore(),
  ticker: createTicker(),
  hub: createLiveHub(),
  retry: () => {},
});

/** A slice of the live state. `select` must return something kept in the state (or a primitive), never a new object. */
export function useLive<T>(select: (state: LiveState) => T): T {
  const { store } = use(LiveContext);
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

/** Something computed from the time by the server's clock (ms), asked once a second. The component renders again only
 *  when the result differs, so return what is shown ("3 min. ago"), not the time. */
export function useServerTime<T extends string | number | boolean>(select: (now: number) => T): T {
  const { store, ticker } = use(LiveContext);
  return useSyncExternalStore(ticker.subscribe, () => select(ticker.now() + store.getState().offset));
}
