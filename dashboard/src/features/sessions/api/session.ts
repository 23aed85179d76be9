import { queryOptions, useQuery } from '@tanstack/react-query';
import { type EventView, routes, type SessionDetail } from '#contracts';
import { call, isStatus } from '../../../lib/api-client.js';
import { useLive } from '../../../lib/live.js';
import { useLiveView } from '../../../lib/live-view.js';

const noEvents: readonly EventView[] = [];

/** One session; null when it is not there (any more). */
export async function fetchSession(id: string, signal: AbortSignal): Promise<SessionDetail | null> {
  try {
    return await call(routes.sessions.one, { path: { id }, signal });
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['session', id],
    queryFn: ({ signal }) => fetchSession(id, signal),
    refetchInterval: 5000,
  });

/** One session from the live channel, with its newest events; asked for where there is no channel. */
export function useSession(id: string) {
  const live = useLiveView({ view: 'session', session: id });
  const lost = useLive(({ channel }) => channel === 'waiting' || channel === 'closed');
  const asked = useQuery({ ...sessionQuery(id), enabled: live.data === undefined && lost });
  if (live.data !== undefined)
    return { session: live.data.session, newest: live.data.events, error: null, retry: asked.refetch };
  return { session: asked.data, newest: noEvents, error: asked.error, retry: asked.refetch };
}
