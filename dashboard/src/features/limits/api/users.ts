import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { type UsersSearch, userListOf } from '../search.js';

const PAGE_SIZE = 50;
/** One bulk action takes so many names. */
export const MOST_NAMES = 10_000;
const NAMES_AT_ONCE = 500;

export const fetchUsers = (search: UsersSearch, signal: AbortSignal) =>
  call(routes.users.list, {
    query: { ...userListOf(search), after: search.after, limit: PAGE_SIZE },
    signal,
  });

export const usersQuery = (search: UsersSearch) =>
  queryOptions({
    queryKey: ['users', search],
    queryFn: ({ signal }) => fetchUsers(search, signal),
    placeholderData: keepPreviousData,
    // The figures of old sessions are up to five seconds old on the server itself.
    refetchInterval: 5000,
  });

export const useUsers = (search: UsersSearch) => useQuery(usersQuery(search));

/** Everybody whom the view shows now, on whatever page; at most as many as one bulk action takes. */
export async function fetchNames(search: UsersSearch): Promise<string[]> {
  const { filter } = userListOf(search);
  const names: string[] = [];
  let after: string | undefined;
  do {
    // By name: that order does not change while the pages are read.
    const query = { filter, sort: 'user', after, limit: NAMES_AT_ONCE } as const;
    const page = await call(routes.users.list, { query });
    names.push(...page.items.map(({ user }) => user));
    after = page.next ?? undefined;
  } while (after !== undefined && names.length < MOST_NAMES);
  return names.slice(0, MOST_NAMES);
}
