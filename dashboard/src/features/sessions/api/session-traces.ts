import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

const NEWEST = 8;

export const fetchSessionTraces = (session: string, signal: AbortSignal) =>
  call(routes.traces.list, { query: { session, limit: NEWEST }, signal });

/** @param newest the session's newest trace: with another one, they are asked for anew */
export const sessionTracesQuery = (session: string, newest: string | null) =>
  queryOptions({
    queryKey: ['session-traces', session, newest],
    queryFn: ({ signal }) => fetchSessionTraces(session, signal),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });

export const useSessionTraces = (session: string, newest: string | null) =>
  useQuery(sessionTracesQuery(session, newest));
