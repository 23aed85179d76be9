import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from './api-client.js';

/** The processes of the server, asked for again every two seconds while they show: the live channel does not tell them. */
export const nodesQuery = queryOptions({
  queryKey: ['nodes'],
  queryFn: ({ signal }) => call(routes.nodes.list, { signal }),
  refetchInterval: 2000,
});

export const useNodes = () => useQuery(nodesQuery);
