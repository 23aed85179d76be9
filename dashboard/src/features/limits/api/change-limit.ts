import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type LimitChange, type LimitName, limitChangeSchema } from '#contracts';
import { call, segment } from '../../../lib/api-client.js';
import { userLimitsQuery } from './user-limits.js';

interface SetLimit {
  readonly jid: string;
  readonly name: LimitName;
  /** null is unlimited. */
  readonly value: number | null;
}

const pathOf = (jid: string, name: LimitName) => `/users/${segment(jid)}/limits/${name}`;

export const setLimit = ({ jid, name, value }: SetLimit): Promise<LimitChange> =>
  call({ method: 'PUT', path: pathOf(jid, name), body: { value }, answer: limitChangeSchema });

export const clearLimit = ({ jid, name }: Omit<SetLimit, 'value'>): Promise<LimitChange> =>
  call({ method: 'DELETE', path: pathOf(jid, name), answer: limitChangeSchema });

/** The answer to a change carries the limits as they are now, so the table need not ask again. */
function useKeepAnswer(jid: string) {
  const client = useQueryClient();
  return ({ limits }: LimitChange) => client.setQueryData(userLimitsQuery(jid).queryKey, limits);
}

export function useSetLimit(jid: string) {
  const keep = useKeepAnswer(jid);
  return useMutation({ mutationFn: setLimit, onSuccess: keep });
}

export function useClearLimit(jid: string) {
  const keep = useKeepAnswer(jid);
  return useMutation({ mutationFn: clearLimit, onSuccess: keep });
}
