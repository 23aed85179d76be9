import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Identity, routes } from '#contracts';
import { call, isStatus, keepCsrfToken } from '../../../lib/api-client.js';

/** Who is signed in, or null. */
export async function fetchIdentity(signal?: AbortSignal): Promise<Identity | null> {
  try {
    const identity = await call(routes.signIn.me, signal === undefined ? {} : { signal }, {
      anonymous: true,
    });
    keepCsrfToken(identity.csrfToken);
    return identity;
  } catch (error) {
    if (!isStatus(error, 401)) throw error;
    keepCsrfToken(null);
    return null;
  }
}

export const identityQuery = queryOptions({
  queryKey: ['identity'],
  queryFn: ({ signal }) => fetchIdentity(signal),
  staleTime: 60_000,
});

export const useIdentityQuery = () => useQuery(identityQuery);
