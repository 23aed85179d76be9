import { queryOptions, useQuery } from '@tanstack/react-query';
import { pageOf, traceSummarySchema } from '#contracts';
import { call } from '../../../lib/api-client.js';

const answer = pageOf(traceSummarySchema);

const tracesQuery = (session: string | undefined) =>
  queryOptions({
    queryKey: ['traces', session ?? null],
    queryFn: ({ signal }) => call({ path: '/traces', query: { session, limit: 100 }, answer, signal }),
    refetchInterval: 5000,
  });

/** Recent traces, newest first; of one session where it is named. */
export const useTraces = (session: string | undefined) => useQuery(tracesQuery(session));
