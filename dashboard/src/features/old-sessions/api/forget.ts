import { useMutation, useQueryClient } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export async function forgetOldSession(id: string): Promise<void> {
  await call(routes.oldSessions.forget, { path: { id } });
}

export function useForgetOldSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: forgetOldSession,
    onSettled: () => client.invalidateQueries({ queryKey: ['old-sessions'] }),
  });
}
