import { queryOptions, useQuery } from '@tanstack/react-query';
import { type EventView, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

const PAGE = 500;
/** A phone that lost its network every three minutes for two days. */
const PAGES = 6;

/** What is kept of a session's life, the newest first; of a very eventful one, the newest 3000 events. */
export async function fetchSessionEvents(session: string, signal: AbortSignal): Promise<EventView[]> {
  const events: EventView[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { items, next } = await call(routes.events.list, {
      query: { session, limit: PAGE, after },
      signal,
    });
    events.push(...items);
    if (next === null) break;
    after = next;
  }
  return events;
}

export const sessionEventsQuery = (id: string) =>
  queryOptions({
    queryKey: ['session-events', id],
    queryFn: ({ signal }) => fetchSessionEvents(id, signal),
    // What comes after it comes by the live channel.
    staleTime: 60_000,
  });

export const useSessionEvents = (id: string) => useQuery(sessionEventsQuery(id));
