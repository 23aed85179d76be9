import type { LiveAsk, LiveClient, LiveListener, LiveViewName } from '#contracts';

/** What one needs of a channel to watch views through it. */
export type ViewSource = Pick<LiveClient, 'subscribe'>;

/** Watches views through whichever channel is open: components come before the first one opens, and stay when it is replaced. */
export interface LiveHub extends ViewSource {
  /** Every view watched now is watched through this channel; null: through none. */
  attach(source: ViewSource | null): void;
}

export function createLiveHub(): LiveHub {
  const held = new Set<{ watch: (source: ViewSource) => () => void; stop: (() => void) | undefined }>();
  let current: ViewSource | null = null;
  return {
    attach(source) {
      current = source;
      for (const one of held) {
        one.stop?.();
        one.stop = source === null ? undefined : one.watch(source);
      }
    },
    subscribe<V extends LiveViewName>(ask: LiveAsk<V>, listener: LiveListener<V>) {
      const watch = (source: ViewSource) => source.subscribe(ask, listener);
      const one = { watch, stop: current === null ? undefined : watch(current) };
      held.add(one);
      return () => {
        held.delete(one);
        one.stop?.();
      };
    },
  };
}
