import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from './api-client.js';

const telemetryQuery = queryOptions({
  queryKey: ['telemetry'],
  queryFn: ({ signal }) => call(routes.traces.telemetry, { signal }),
  // Where traces are found does not change while the server runs.
  staleTime: Number.POSITIVE_INFINITY,
});

/** How the exporter fares, asked for again while it shows. */
export const useTelemetry = () => useQuery({ ...telemetryQuery, refetchInterval: 10_000 });

/** Where a trace is found in the viewer that the operator has set up; null where there is none. */
export function useTraceAddress(traceId: string): string | null {
  const { data } = useQuery(telemetryQuery);
  return traceAddress(data?.traceUrl ?? null, traceId);
}

/** The template with the id in its place. Nothing but the web is linked to, whatever a server says. */
export function traceAddress(template: string | null, traceId: string): string | null {
  if (template === null || !/^https?:\/\//.test(template)) return null;
  return template.replaceAll('{traceId}', encodeURIComponent(traceId));
}
