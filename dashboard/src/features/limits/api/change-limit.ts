import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type LimitChange, type LimitName, routes } from '#contracts';
import { call, isStatus } from '../../../lib/api-client.js';
import { userLimitsQuery } from './user-limits.js';

export interface ChangeLimit {
  readonly jid: string;
  readonly name: LimitName;
  /** null is unlimited; undefined clears the user's own value. */
  readonly value: number | null | undefined;
  /** Of the limits that the change was made for: what somebody else has changed since is not written over unseen. */
  readonly version: string | undefined;
}

export function changeLimit({ jid, name, value, version }: ChangeLimit): Promise<LimitChange> {
  const headers = { 'if-match': version === undefined ? '*' : `"${version}"` };
  const path = { jid, name };
  return value === undefined
    ? call(routes.limits.clear, { path, headers })
    : call(routes.limits.set, { path, body: { value }, headers });
}

/** The answer carries the limits as they are now, so the page need not ask again; a lost update (412) makes it ask. */
export function useChangeLimit(jid: string) {
  const client = useQueryClient();
  const { queryKey } = userLimitsQuery(jid);
  return useMutation({
    mutationFn: (change: Omit<ChangeLimit, 'jid'>) => changeLimit({ jid, ...change }),
    onSuccess: ({ limits }) => {
      client.setQueryData(queryKey, limits);
      void client.invalidateQueries({ queryKey: ['users'] });
    },
    onError: (error) => {
      if (isStatus(error, 412)) void client.invalidateQueries({ queryKey });
    },
  });
}
