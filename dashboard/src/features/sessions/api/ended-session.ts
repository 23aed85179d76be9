import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type OldSessionView, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

/** Its record is written a moment after the end; so long it is looked for. */
const LOOKS = 5;

/** What is kept of a session that is over: its h, and how it ended. */
export async function fetchEndedSession(id: string, signal: AbortSignal): Promise<OldSessionView | null> {
  const { items } = await call(routes.oldSessions.list, {
    query: { filter: [`id=${id}`], limit: 1 },
    signal,
  });
  return items[0] ?? null;
}

export const endedSessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['ended-session', id],
    queryFn: ({ signal }) => fetchEndedSession(id, signal),
    refetchInterval: ({ state }) => (state.data === null && state.dataUpdateCount < LOOKS ? 1000 : false),
  });

export const useEndedSession = (id: string, over: boolean) =>
  useQuery({ ...endedSessionQuery(id), enabled: over });

export async function forgetSession(id: string): Promise<void> {
  await call(routes.oldSessions.forget, { path: { id } });
}

export function useForgetSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: forgetSession,
    onSettled: async (_done, _error, id) => {
      await Promise.all(
        [['ended-session', id], ['old-sessions'], ['session-events', id]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}
