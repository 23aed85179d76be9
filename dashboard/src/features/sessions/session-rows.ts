import { use, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { parseFilter, type SessionSort, type SessionView } from '#contracts';
import { LiveContext, useLive } from '../../lib/live.js';
import { MovingWindow, type ShownWindow } from './moving-window.js';

export interface SessionRows {
  /** Undefined until something is known. */
  readonly total: number | undefined;
  /** Place of the first of `rows` in the list. */
  readonly offset: number;
  readonly rows: readonly SessionView[];
  readonly refused: ShownWindow['refused'];
  /** What is shown is of another list than asked for, or from before the channel was lost. */
  readonly old: boolean;
  /** Tells which rows are on screen. */
  readonly look: (first: number, last: number) => void;
  readonly retry: () => void;
}

const none: readonly SessionView[] = [];

/** The sessions that pass, in this order, as far as they are looked at, from row `first` on; live. A filter that is not
 *  understood is not asked for. */
export function useSessionRows(filter: readonly string[], sort: SessionSort, first: number): SessionRows {
  const { hub } = use(LiveContext);
  const [moving] = useState(() => new MovingWindow(hub));
  const { list, window, refused } = useSyncExternalStore(moving.subscribe, moving.shown);
  const live = useLive((state) => state.channel === 'live');
  const key = JSON.stringify({ filter, sort });

  const begin = useRef(first);
  useEffect(() => {
    begin.current = first;
  });
  useEffect(() => {
    const asked = JSON.parse(key) as { filter: string[]; sort: SessionSort };
    if (parseFilter(asked.filter).ok) moving.watch(asked, begin.current);
  }, [key, moving]);
  useEffect(() => () => moving.close(), [moving]);

  return {
    total: window?.total,
    offset: window?.offset ?? 0,
    rows: window?.rows ?? none,
    refused,
    old: !live || JSON.stringify(list) !== key,
    look: useCallback((first, last) => moving.look(first, last), [moving]),
    retry: useCallback(() => moving.retry(), [moving]),
  };
}
