import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Identity, routes, type SignIn } from '#contracts';
import { call, keepCsrfToken } from '../../../lib/api-client.js';
import { identityQuery } from './identity.js';

export async function signIn(body: SignIn): Promise<Identity> {
  const identity = await call(routes.signIn.signIn, { body }, { anonymous: true });
  keepCsrfToken(identity.csrfToken);
  return identity;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: (identity) => client.setQueryData(identityQuery.queryKey, identity),
  });
}
