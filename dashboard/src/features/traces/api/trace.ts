import { queryOptions, useQuery } from '@tanstack/react-query';
import { traceViewSchema } from '#contracts';
import { call, segment } from '../../../lib/api-client.js';

const traceQuery = (traceId: string) =>
  queryOptions({
    queryKey: ['trace', traceId],
    queryFn: ({ signal }) => call({ path: `/traces/${segment(traceId)}`, answer: traceViewSchema, signal }),
  });

/** One trace. A 404 means that the server does not remember it. */
export const useTrace = (traceId: string) => useQuery(traceQuery(traceId));
