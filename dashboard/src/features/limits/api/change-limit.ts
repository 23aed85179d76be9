import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type LimitChange, type LimitName, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { userLimitsQuery } from './user-limits.js';

interface SetLimit {
  readonly jid: string;
  readonly name: LimitName;
  /** null is unlimited. */
  readonly value: number | null;
  /** Of the limits that the change was made for: what somebody else has changed since is not written over unseen. */
  readonly version: string | undefined;
}

const ifStill = (version: string | undefined) => ({
  'if-match': version === undefined ? '*' : `"${version}"`,
});

export const setLimit = ({ jid, name, value, version }: SetLimit): Promise<LimitChange> =>
  call(routes.limits.set, { path: { jid, name }, body: { value }, headers: ifStill(version) });

export const clearLimit = ({ jid, name, version }: Omit<SetLimit, 'value'>): Promise<LimitChange> =>
  call(routes.limits.clear, { path: { jid, name }, headers: ifStill(version) });

/** The answer to a change carries the limits as they are now, so the table need not ask again. */
function useKeepAnswer(jid: string) {
  const client = useQueryClient();
  return ({ limits }: LimitChange) => client.setQueryData(userLimitsQuery(jid).queryKey, limits);
}

/** The version of the limits as they are shown. */
function useVersion(jid: string) {
  const client = useQueryClient();
  return () => client.getQueryData(userLimitsQuery(jid).queryKey)?.version;
}

export function useSetLimit(jid: string) {
  const [keep, version] = [useKeepAnswer(jid), useVersion(jid)];
  return useMutation({
    mutationFn: (change: Omit<SetLimit, 'version'>) => setLimit({ ...change, version: version() }),
    onSuccess: keep,
  });
}

export function useClearLimit(jid: string) {
  const [keep, version] = [useKeepAnswer(jid), useVersion(jid)];
  return useMutation({
    mutationFn: (change: Omit<SetLimit, 'value' | 'version'>) =>
      clearLimit({ ...change, version: version() }),
    onSuccess: keep,
  });
}
