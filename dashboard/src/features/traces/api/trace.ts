import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

const traceQuery = (traceId: string) =>
  queryOptions({
    queryKey: ['trace', traceId],
    queryFn: ({ signal }) => call(routes.traces.one, { path: { traceId }, signal }),
  });

/** One trace. A 404 means that the server does not remember it. */
export const useTrace = (traceId: string) => useQuery(traceQuery(traceId));
