import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { type EventFilter, type EventPage, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

/** Events of a page. */
const PAGE = 200;

/** What is asked for: a filter, and the times (ms) between which it happened. */
export interface EventsAsked extends EventFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Newest first. @param after cursor of the page before */
export const fetchEvents = (
  asked: EventsAsked,
  after: string | undefined,
  signal: AbortSignal,
): Promise<EventPage> => call(routes.events.list, { query: { ...asked, after, limit: PAGE }, signal });

/** What is kept, page after page into the past. What comes since is told by the live channel, so no page is asked for twice. */
export const eventPagesQuery = (asked: EventsAsked) =>
  infiniteQueryOptions({
    queryKey: ['events', asked],
    queryFn: ({ pageParam, signal }) => fetchEvents(asked, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const useEventPages = (asked: EventsAsked) => useInfiniteQuery(eventPagesQuery(asked));
