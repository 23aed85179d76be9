import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Forgotten, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export async function forgetOldSession(id: string): Promise<void> {
  await call(routes.oldSessions.forget, { path: { id } });
}

export const forgetAllOf = (jid: string): Promise<Forgotten> =>
  call(routes.oldSessions.forgetAllOf, { path: { jid } });

function useForgetting<T, A>(forget: (whom: T) => Promise<A>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: forget,
    onSettled: () => client.invalidateQueries({ queryKey: ['old-sessions'] }),
  });
}

export const useForgetOldSession = () => useForgetting(forgetOldSession);
export const useForgetAllOf = () => useForgetting(forgetAllOf);
