import { queryOptions, useQuery } from '@tanstack/react-query';
import { type EventView, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { useLive } from '../../../lib/live.js';
import { EVENT_CAP, mergeEvents } from '../../../lib/live-state.js';

/** Newest first. */
export async function fetchEvents(signal: AbortSignal): Promise<readonly EventView[]> {
  return (await call(routes.events.list, { query: { limit: EVENT_CAP }, signal })).items;
}

/** Asked again when the process is another one: its numbers begin anew. */
export const eventsQuery = (startedAt: number | undefined) =>
  queryOptions({
    queryKey: ['events', startedAt],
    queryFn: ({ signal }) => fetchEvents(signal),
    staleTime: 30_000,
  });

/** The recent events, newest first: what the server remembers, and what has come over the live channel since. */
export function useEvents() {
  const live = useLive((state) => state.events);
  const startedAt = useLive((state) => state.overview?.startedAt);
  const asked = useQuery(eventsQuery(startedAt));
  const known = asked.data !== undefined || live.length > 0;
  return {
    events: known ? mergeEvents(live, asked.data ?? []) : undefined,
    error: known ? null : asked.error,
    retry: () => void asked.refetch(),
  };
}
