import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { type EventFilter, LIVE_WINDOW } from '#contracts';
import { useLiveView } from '../../lib/live-view.js';
import { type EventsAsked, eventPagesQuery, useEventPages } from './api/events.js';
import { breaks, merged, type Trail } from './trail.js';

const NONE: Trail = [];

/** What the live channel told of what was asked. */
interface Held {
  readonly key: string;
  readonly events: Trail;
  /** Its last word. */
  readonly heard: Trail | undefined;
  /** How often it did not reach back to what was known. */
  readonly gaps: number;
}

function heard(before: Held, fresh: Trail, key: string, from = 0): Held {
  const known = before.key === key ? before.events : NONE;
  const gaps = before.key === key ? before.gaps : 0;
  const wanted = fresh.filter(({ at }) => at >= from);
  return breaks(known, wanted, LIVE_WINDOW)
    ? { key, events: wanted, heard: fresh, gaps: gaps + 1 }
    : { key, events: merged(known, wanted), heard: fresh, gaps };
}

/**
 * Events that pass the filter: what is kept, page by page, and what happens while one watches. Where the channel was away for
 * so long that some may be missing, the pages begin anew.
 */
export function useTrail(asked: EventsAsked) {
  const { from, to, ...filter } = asked;
  const key = JSON.stringify(asked);
  const client = useQueryClient();
  const pages = useEventPages(asked);
  const [held, setHeld] = useState<Held>({ key, events: NONE, heard: undefined, gaps: 0 });
  const live = useLiveView<'events'>(
    to === undefined ? { view: 'events', filter: filter as EventFilter, limit: LIVE_WINDOW } : null,
  );
  const fresh = live.data?.events;
  const ofThis = live.of !== undefined && JSON.stringify(live.of.filter) === JSON.stringify(filter);

  if (fresh !== undefined && ofThis && (held.heard !== fresh || held.key !== key))
    setHeld(heard(held, fresh, key, from));
  const { gaps } = held;
  useEffect(() => {
    if (gaps > 0) void client.resetQueries({ queryKey: eventPagesQuery(JSON.parse(key)).queryKey });
  }, [gaps, key, client]);

  const kept = pages.data?.pages;
  const events = useMemo(() => {
    const known = held.key === key ? held.events : NONE;
    return kept === undefined
      ? known
      : merged(
          kept.flatMap(({ items }) => items),
          known,
        );
  }, [kept, held, key]);
  return {
    /** Undefined until anything is known. */
    events: kept === undefined && events.length === 0 ? undefined : events,
    error: kept === undefined ? pages.error : null,
    retry: () => void pages.refetch(),
    older: {
      any: pages.hasNextPage,
      loading: pages.isFetchingNextPage,
      failed: pages.isFetchNextPageError,
      load: () => void pages.fetchNextPage(),
    },
    live: to === undefined,
  };
}
