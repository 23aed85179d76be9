import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

const SHOWN = 5;

export const fetchUserOldSessions = (jid: string, signal: AbortSignal) =>
  call(routes.oldSessions.list, { query: { filter: [`user=${jid}`], limit: SHOWN }, signal });

/** The newest of one user. */
export const userOldSessionsQuery = (jid: string) =>
  queryOptions({
    queryKey: ['old-sessions', 'of', jid],
    queryFn: ({ signal }) => fetchUserOldSessions(jid, signal),
    refetchInterval: 10_000,
  });

export const useUserOldSessions = (jid: string) => useQuery(userOldSessionsQuery(jid));
