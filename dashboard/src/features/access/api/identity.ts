import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Identity, identitySchema } from '#contracts';
import { call, keepCsrfToken } from '../../../lib/api-client.js';
import { isStatus } from '../../../lib/problem.js';

/** Who is signed in, or null. */
export async function fetchIdentity(signal?: AbortSignal): Promise<Identity | null> {
  try {
    const identity = await call({
      path: '/me',
      answer: identitySchema,
      anonymous: true,
      ...(signal === undefined ? {} : { signal }),
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
