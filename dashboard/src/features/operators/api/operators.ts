import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export const fetchOperators = (signal: AbortSignal) => call(routes.operators.list, { signal });

export const operatorsQuery = queryOptions({
  queryKey: ['operators'],
  queryFn: ({ signal }) => fetchOperators(signal),
  // Another administrator may change it, and a second factor is set up by its owner.
  refetchInterval: 3000,
});

export const useOperators = () => useQuery(operatorsQuery);
