import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { routes, type TracedUserView } from '#contracts';
import { call } from '../../../lib/api-client.js';

/** Null when no more is recorded of the user than of anybody. Out of the list, which is short: asked for alone, most would be a 404. */
export const fetchTracedUser = async (jid: string, signal: AbortSignal): Promise<TracedUserView | null> =>
  (await call(routes.tracing.list, { signal })).items.find(({ user }) => user === jid) ?? null;

export const tracedUserQuery = (jid: string) =>
  queryOptions({
    queryKey: ['traced-user', jid],
    queryFn: ({ signal }) => fetchTracedUser(jid, signal),
    refetchInterval: 10_000,
  });

export const useTracedUser = (jid: string, enabled: boolean) =>
  useQuery({ ...tracedUserQuery(jid), enabled });

/** Minutes; null stops. */
export const traceUser = (jid: string, minutes: number | null): Promise<TracedUserView | undefined> =>
  minutes === null
    ? call(routes.tracing.stop, { path: { jid } })
    : call(routes.tracing.start, { path: { jid }, body: { minutes } });

export function useTraceUser(jid: string) {
  const client = useQueryClient();
  const { queryKey } = tracedUserQuery(jid);
  return useMutation({
    mutationFn: (minutes: number | null) => traceUser(jid, minutes),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
