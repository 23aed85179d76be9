import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call, segment } from '../../../lib/api-client.js';

export async function forgetOldSession(id: string): Promise<void> {
  await call({ method: 'DELETE', path: `/old-sessions/${segment(id)}`, answer: z.unknown() });
}

export function useForgetOldSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: forgetOldSession,
    onSettled: () => client.invalidateQueries({ queryKey: ['old-sessions'] }),
  });
}
