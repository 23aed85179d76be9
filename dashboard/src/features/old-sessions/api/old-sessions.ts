import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export interface OldSessionsQuery {
  readonly user?: string;
  readonly after?: string;
}

const PAGE_SIZE = 50;

export const fetchOldSessions = (query: OldSessionsQuery, signal: AbortSignal) =>
  call(routes.oldSessions.list, {
    query: {
      filter: query.user === undefined ? [] : [`user=${query.user}`],
      after: query.after,
      limit: PAGE_SIZE,
    },
    signal,
  });

export const oldSessionsQuery = (query: OldSessionsQuery) =>
  queryOptions({
    queryKey: ['old-sessions', query],
    queryFn: ({ signal }) => fetchOldSessions(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

export const useOldSessions = (query: OldSessionsQuery) => useQuery(oldSessionsQuery(query));
