import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

/** Where the browser goes to sign in at the identity provider: a page of its own, so no request of ours. */
export const OIDC_ADDRESS = '/api/v1/sign-in/oidc';

export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => call(routes.signIn.ways, { signal }, { anonymous: true }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const useSignInWays = () => useQuery(signInWaysQuery);
