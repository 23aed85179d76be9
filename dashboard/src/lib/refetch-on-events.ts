import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** An event is told before the stores have what it tells of. */
export const STORED_MS = 300;
/** However much happens, a list is asked for so often at most. */
export const AT_MOST_EVERY_MS = 1000;

/** Asks again for queries under `key` when something has happened: `newest` is the number of the newest event known, of all
 *  or of one user. For figures that the live channel does not carry itself. */
export function useRefetchOnEvents(key: QueryKey, newest: number | undefined): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const known = useRef(newest);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const path = JSON.stringify(key);

  useEffect(() => {
    if (newest === known.current) return;
    known.current = newest;
    if (timer.current !== undefined) return;
    const wait = Math.max(STORED_MS, askedAt.current + AT_MOST_EVERY_MS - Date.now());
    timer.current = setTimeout(() => {
      timer.current = undefined;
      askedAt.current = Date.now();
      void client.invalidateQueries({ queryKey: JSON.parse(path) as QueryKey });
    }, wait);
  }, [client, path, newest]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
