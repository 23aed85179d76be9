import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type LimitName, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

interface Asked {
  readonly jid: string;
  readonly name: LimitName;
  readonly value: number | null;
}

export const fetchLimitPreview = ({ jid, name, value }: Asked, signal: AbortSignal) =>
  call(routes.limits.preview, { path: { jid, name }, body: { value }, signal });

export const limitPreviewQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['limit-preview', asked],
    queryFn: ({ signal }) => fetchLimitPreview(asked, signal),
    placeholderData: keepPreviousData,
    // Sessions fall asleep and wake while one thinks about it.
    refetchInterval: 2000,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** What a value would do at once; undefined asks nothing. */
export const useLimitPreview = (jid: string, name: LimitName, value: number | null | undefined) =>
  useQuery({ ...limitPreviewQuery({ jid, name, value: value ?? null }), enabled: value !== undefined });
