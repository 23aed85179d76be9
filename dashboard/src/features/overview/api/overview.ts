import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Overview, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { useLive } from '../../../lib/live.js';

export const fetchOverview = (signal: AbortSignal): Promise<Overview> =>
  call(routes.server.overview, { signal });

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => fetchOverview(signal),
  refetchInterval: 5000,
});

/** The figures from the live channel; by asking every five seconds where there is none. */
export function useOverview() {
  const live = useLive((state) => state.overview);
  const polled = useQuery({ ...overviewQuery, enabled: live === null });
  return live === null ? polled : { data: live, error: null, refetch: polled.refetch };
}
