import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes, type SessionView } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { useLive } from '../../../lib/live.js';

export const fetchSession = (id: string, signal: AbortSignal): Promise<SessionView> =>
  call(routes.sessions.one, { path: { id }, signal });

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['session', id],
    queryFn: ({ signal }) => fetchSession(id, signal),
    refetchInterval: 5000,
  });

/** One session: from the live channel where it is there, by asking where it is not. A 404 means it has ended. */
export function useSession(id: string) {
  const live = useLive((state) => state.sessions.get(id));
  const asked = useQuery({ ...sessionQuery(id), enabled: live === undefined });
  return live === undefined ? asked : { data: live, error: null, refetch: asked.refetch };
}
