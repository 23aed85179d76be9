import { useMutation, useQueryClient } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call, keepCsrfToken } from '../../../lib/api-client.js';
import { identityQuery } from './identity.js';

export async function signOut(): Promise<void> {
  await call(routes.signIn.signOut, {}, { anonymous: true });
  keepCsrfToken(null);
}

export const signOutKey = ['sign-out'] as const;

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: signOutKey,
    mutationFn: signOut,
    onSuccess: () => {
      // Nothing one person saw may wait in memory for the next.
      client.clear();
      client.setQueryData(identityQuery.queryKey, null);
    },
  });
}
