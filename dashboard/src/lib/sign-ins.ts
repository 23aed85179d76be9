import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from './api-client.js';

export const fetchSignIns = (signal: AbortSignal) => call(routes.signIns.list, { signal });

/** Who is signed in: the own ones, for an administrator all. */
export const signInsQuery = queryOptions({
  queryKey: ['sign-ins'],
  queryFn: ({ signal }) => fetchSignIns(signal),
  refetchInterval: 5000,
});

export const useSignIns = (enabled = true) => useQuery({ ...signInsQuery, enabled });

export const endSignIn = (id: string) => call(routes.signIns.end, { path: { id } });

export function useEndSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: endSignIn,
    onSettled: () => client.invalidateQueries({ queryKey: signInsQuery.queryKey }),
  });
}
