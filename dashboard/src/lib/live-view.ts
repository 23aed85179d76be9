import { use, useEffect, useState } from 'react';
import type { LiveAsk, LiveData, LiveRefusal, LiveViewName } from '#contracts';
import { LiveContext } from './live.js';

export interface LiveView<V extends LiveViewName> {
  /** Undefined until the first snapshot. While another ask is on its way, what the one before showed; `of` tells which. */
  readonly data: LiveData[V] | undefined;
  readonly of: LiveAsk<V> | undefined;
  readonly refused: { readonly code: LiveRefusal; readonly detail: string } | null;
}

/**
 * Watches a view of the live channel while the component shows; null watches nothing. What did not change keeps its objects.
 * An ask with the same content is the same ask, so it need not be memoised. What is lost with the channel comes again by itself.
 */
export function useLiveView<V extends LiveViewName>(ask: LiveAsk<V> | null): LiveView<V> {
  const { hub } = use(LiveContext);
  const [view, setView] = useState<LiveView<V>>({ data: undefined, of: undefined, refused: null });
  const key = ask === null ? null : JSON.stringify(ask);
  useEffect(() => {
    if (key === null) return;
    const asked = JSON.parse(key) as LiveAsk<V>;
    return hub.subscribe<V>(asked, {
      onData: (data) => setView({ data, of: asked, refused: null }),
      onRefused: (code, detail) => setView(({ data, of }) => ({ data, of, refused: { code, detail } })),
    });
  }, [hub, key]);
  return view;
}
