import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

const tracesQuery = (session: string | undefined) =>
  queryOptions({
    queryKey: ['traces', session ?? null],
    queryFn: ({ signal }) => call(routes.traces.list, { query: { session, limit: 100 }, signal }),
    refetchInterval: 5000,
  });

/** Recent traces, newest first; of one session where it is named. */
export const useTraces = (session: string | undefined) => useQuery(tracesQuery(session));
