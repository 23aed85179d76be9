import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export interface SessionsQuery {
  /** Conditions, all of which must hold. */
  readonly filter: readonly string[];
  readonly after?: string;
}

const PAGE_SIZE = 50;

export const fetchSessions = (query: SessionsQuery, signal: AbortSignal) =>
  call(routes.sessions.list, { query: { ...query, filter: [...query.filter], limit: PAGE_SIZE }, signal });

export const sessionsQuery = (query: SessionsQuery) =>
  queryOptions({
    queryKey: ['sessions', query],
    queryFn: ({ signal }) => fetchSessions(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 5000,
  });

/** One page of sessions as the server filters and orders them, asked again every five seconds. */
export const useSessionsPage = (query: SessionsQuery, enabled: boolean) =>
  useQuery({ ...sessionsQuery(query), enabled });
