import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes, type UserLimits } from '#contracts';
import { call } from '../../../lib/api-client.js';

export const fetchUserLimits = (jid: string, signal: AbortSignal): Promise<UserLimits> =>
  call(routes.limits.show, { path: { jid }, signal });

export const userLimitsQuery = (jid: string) =>
  queryOptions({
    queryKey: ['user-limits', jid],
    queryFn: ({ signal }) => fetchUserLimits(jid, signal),
    // What another operator sets is no event of the live channel.
    refetchInterval: 1000,
  });

export const useUserLimits = (jid: string) => useQuery(userLimitsQuery(jid));
