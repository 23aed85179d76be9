import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export const fetchRecordedUsers = (signal: AbortSignal) => call(routes.tracing.list, { signal });

export const recordedUsersQuery = queryOptions({
  queryKey: ['recorded-users'],
  queryFn: ({ signal }) => fetchRecordedUsers(signal),
  // Each ends by itself.
  refetchInterval: 5000,
});

export const useRecordedUsers = (enabled: boolean) => useQuery({ ...recordedUsersQuery, enabled });

export const recordUser = ({ jid, minutes }: { readonly jid: string; readonly minutes: number }) =>
  call(routes.tracing.start, { path: { jid }, body: { minutes } });

export const stopRecording = (jid: string) => call(routes.tracing.stop, { path: { jid } });

function useChange<T, R>(change: (given: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: recordedUsersQuery.queryKey }),
  });
}

export const useRecordUser = () => useChange(recordUser);
export const useStopRecording = () => useChange(stopRecording);
