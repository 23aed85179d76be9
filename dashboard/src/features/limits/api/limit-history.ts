import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

const PAGE_SIZE = 10;

export const fetchLimitHistory = (jid: string, after: string | undefined, signal: AbortSignal) =>
  call(routes.limits.history, { path: { jid }, query: { after, limit: PAGE_SIZE }, signal });

/**
 * @param version of the limits: another one means that there is a newer change. Limits that are again what they were have the
 *   version that they had: what was read of it then is neither kept nor taken for new.
 */
export const limitHistoryQuery = (jid: string, version: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['limit-history', jid, version],
    queryFn: ({ pageParam, signal }) => fetchLimitHistory(jid, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before, query) => (query?.queryKey[1] === jid ? before : undefined),
    staleTime: 0,
    gcTime: 0,
  });

export const useLimitHistory = (jid: string, version: string | undefined) =>
  useInfiniteQuery(limitHistoryQuery(jid, version));
