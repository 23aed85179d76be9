import { queryOptions, useQuery } from '@tanstack/react-query';
import { type UserLimits, userLimitsSchema } from '#contracts';
import { call, segment } from '../../../lib/api-client.js';

export const fetchUserLimits = (jid: string, signal: AbortSignal): Promise<UserLimits> =>
  call({ path: `/users/${segment(jid)}/limits`, answer: userLimitsSchema, signal });

export const userLimitsQuery = (jid: string) =>
  queryOptions({
    queryKey: ['user-limits', jid],
    queryFn: ({ signal }) => fetchUserLimits(jid, signal),
    refetchInterval: 5000,
  });

export const useUserLimits = (jid: string) => useQuery(userLimitsQuery(jid));
