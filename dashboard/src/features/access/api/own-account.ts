import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type OwnPassword, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { signInsQuery } from '../../../lib/sign-ins.js';

export const fetchSecondFactor = (signal: AbortSignal) => call(routes.ownAccount.secondFactor, { signal });

export const secondFactorQuery = queryOptions({
  queryKey: ['own-second-factor'],
  queryFn: ({ signal }) => fetchSecondFactor(signal),
});

export const useSecondFactor = () => useQuery(secondFactorQuery);

export const setOwnPassword = (body: OwnPassword) => call(routes.ownAccount.setPassword, { body });
export const offerSecondFactor = (password: string) =>
  call(routes.ownAccount.offerSecondFactor, { body: { password } });
export const confirmSecondFactor = (code: string) =>
  call(routes.ownAccount.confirmSecondFactor, { body: { code } });
export const removeSecondFactor = (password: string) =>
  call(routes.ownAccount.removeSecondFactor, { body: { password } });

function useChange<T, R>(change: (given: T) => Promise<R>, queryKey: readonly unknown[]) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey }) });
}

export const useSetOwnPassword = () => useChange(setOwnPassword, signInsQuery.queryKey);
export const useOfferSecondFactor = () => useMutation({ mutationFn: offerSecondFactor });
export const useConfirmSecondFactor = () => useChange(confirmSecondFactor, secondFactorQuery.queryKey);
export const useRemoveSecondFactor = () => useChange(removeSecondFactor, secondFactorQuery.queryKey);
