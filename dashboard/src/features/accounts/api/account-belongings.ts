import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes, type UserView } from '#contracts';
import { call } from '../../../lib/api-client.js';

/** Null where there is nothing: who has no sessions, none remembered and no own limits is not listed. */
export const fetchBelongings = async (jid: string, signal: AbortSignal): Promise<UserView | null> =>
  (await call(routes.users.list, { query: { filter: [`user=${jid}`], limit: 1 }, signal })).items[0] ?? null;

/** What goes with an account when it is removed. */
export const belongingsQuery = (jid: string) =>
  queryOptions({
    queryKey: ['users', 'belongings', jid],
    queryFn: ({ signal }) => fetchBelongings(jid, signal),
    staleTime: 0,
  });

export const useBelongings = (jid: string | null) =>
  useQuery({ ...belongingsQuery(jid ?? ''), enabled: jid !== null });
