import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { conditionsOf, type OldSessionsSearch } from '../search.js';

const PAGE_SIZE = 50;
export const DEFAULT_SORT = '-endedAt';

export const fetchOldSessions = (search: OldSessionsSearch, signal: AbortSignal) =>
  call(routes.oldSessions.list, {
    query: {
      filter: conditionsOf(search),
      sort: search.sort ?? DEFAULT_SORT,
      after: search.after,
      limit: PAGE_SIZE,
    },
    signal,
  });

export const oldSessionsQuery = (search: OldSessionsSearch) =>
  queryOptions({
    queryKey: ['old-sessions', search],
    queryFn: ({ signal }) => fetchOldSessions(search, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

export const useOldSessions = (search: OldSessionsSearch) => useQuery(oldSessionsQuery(search));

export const countOldSessions = async (user: string, signal: AbortSignal): Promise<number> =>
  (await call(routes.oldSessions.list, { query: { filter: [`user=${user}`], limit: 1 }, signal })).total;

/** How many of one user are remembered, whatever the list shows; null asks nothing. */
export const useOldSessionCount = (user: string | null) =>
  useQuery({
    queryKey: ['old-sessions', 'count', user],
    queryFn: ({ signal }) => countOldSessions(user ?? '', signal),
    enabled: user !== null,
    staleTime: 0,
  });
