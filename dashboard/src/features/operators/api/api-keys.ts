import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type NewApiKey, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export const fetchApiKeys = (signal: AbortSignal) => call(routes.apiKeys.list, { signal });

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => fetchApiKeys(signal),
  // When one was last used changes by itself.
  refetchInterval: 5000,
});

export const useApiKeys = () => useQuery(apiKeysQuery);

export const makeApiKey = (body: NewApiKey) => call(routes.apiKeys.make, { body });

export const revokeApiKey = (id: string) => call(routes.apiKeys.revoke, { path: { id } });

function useChange<T, R>(change: (given: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
}

export const useMakeApiKey = () => useChange(makeApiKey);
export const useRevokeApiKey = () => useChange(revokeApiKey);
