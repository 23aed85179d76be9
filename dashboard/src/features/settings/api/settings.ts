import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export const fetchSettings = (signal: AbortSignal) => call(routes.settings.list, { signal });

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => fetchSettings(signal),
  // Somebody else may change one meanwhile; the live channel does not tell of settings.
  refetchInterval: 5000,
});

export const useSettings = () => useQuery(settingsQuery);
