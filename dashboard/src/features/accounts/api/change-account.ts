import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import type { NewAccount } from '#contracts';
import { call, segment } from '../../../lib/api-client.js';

const anything = z.unknown();

export const addAccount = (body: NewAccount) =>
  call({ method: 'POST', path: '/accounts', body, answer: anything });

export const removeAccount = (jid: string) =>
  call({ method: 'DELETE', path: `/accounts/${segment(jid)}`, answer: anything });

export const setPassword = ({ jid, password }: NewAccount) =>
  call({ method: 'PUT', path: `/accounts/${segment(jid)}/password`, body: { password }, answer: anything });

export const setDisabled = ({ jid, disabled }: { readonly jid: string; readonly disabled: boolean }) =>
  call({
    method: 'POST',
    path: `/accounts/${segment(jid)}/${disabled ? 'disable' : 'enable'}`,
    answer: anything,
  });

function useChange<T>(change: (given: T) => Promise<unknown>) {
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
