import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type NewOperator, type OperatorChange, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { operatorsQuery } from './operators.js';

interface Named {
  readonly username: string;
}

export const addOperator = (body: NewOperator) => call(routes.operators.add, { body });

export const changeOperator = ({ username, ...body }: Named & OperatorChange) =>
  call(routes.operators.change, { path: { username }, body });

export const resetOperatorPassword = ({ username, password }: Named & { readonly password: string }) =>
  call(routes.operators.setPassword, { path: { username }, body: { password } });

export const removeOperatorFactor = ({ username }: Named) =>
  call(routes.operators.removeSecondFactor, { path: { username } });

export const removeOperator = ({ username }: Named) => call(routes.operators.remove, { path: { username } });

function useChange<T>(change: (given: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: operatorsQuery.queryKey }),
  });
}

export const useAddOperator = () => useChange(addOperator);
export const useChangeOperator = () => useChange(changeOperator);
export const useResetOperatorPassword = () => useChange(resetOperatorPassword);
export const useRemoveOperatorFactor = () => useChange(removeOperatorFactor);
export const useRemoveOperator = () => useChange(removeOperator);
