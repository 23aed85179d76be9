import type { LiveChange, LiveData, LiveViewName } from '#contracts';

/** One beat of the channel. */
export interface Tick {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly number: number;
}

/** What one or many subscriptions show. It changes at ticks only, so that a snapshot between two of them fits the next delta. */
export interface LiveView<V extends LiveViewName = LiveViewName> {
  readonly name: V;
  /** Undefined until it has been read for the first time. */
  data(): LiveData[V] | undefined;
  /** What has changed since the last tick; `anew` when only a snapshot can tell. */
  advance(tick: Tick): LiveChange[V] | 'anew' | undefined;
  close(): void;
}
