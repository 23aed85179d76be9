import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type NewAccount, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export const addAccount = (body: NewAccount) => call(routes.accounts.add, { body });

export const removeAccount = (jid: string) => call(routes.accounts.remove, { path: { jid } });

export const setPassword = ({ jid, password }: NewAccount) =>
  call(routes.accounts.setPassword, { path: { jid }, body: { password } });

export const setDisabled = ({ jid, disabled }: { readonly jid: string; readonly disabled: boolean }) =>
  call(disabled ? routes.accounts.disable : routes.accounts.enable, { path: { jid } });

function useChange<T, A>(change: (given: T) => Promise<A>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
}

export const useAddAccount = () => useChange(addAccount);
export const useRemoveAccount = () => useChange(removeAccount);
export const useSetDisabled = () => useChange(setDisabled);
export const useSetPassword = () => useChange(setPassword);
