import { type UserField, userListing } from '#contracts';
import { defined, oneOf, textParam } from '../../lib/search-params.js';

export const userViews = ['all', 'near', 'backlog', 'overrides', 'evicted'] as const;
export type UserViewName = (typeof userViews)[number];

export const usersSearch = (raw: Record<string, unknown>) =>
  defined({
    search: textParam(raw['search']),
    view: oneOf(userViews, raw['view']),
    filter: conditionsIn(raw['filter']),
    sort: oneOf(userListing.sorts, raw['sort']),
    after: textParam(raw['after']),
  });
export type UsersSearch = ReturnType<typeof usersSearch>;

/** Conditions in the API's language, as one may also write them into the address by hand. */
function conditionsIn(raw: unknown): readonly string[] | undefined {
  const conditions = [raw].flat().flatMap((condition) => textParam(condition) ?? []);
  return conditions.length === 0 ? undefined : [...new Set(conditions)];
}

/** What each view asks of the server, and by what it is sorted unless the address says otherwise. */
const views = {
  all: { filter: [], sort: 'user' },
  near: { filter: ['nearest>=0.8'], sort: '-nearest' },
  backlog: { filter: ['unacked>0'], sort: '-unacked' },
  overrides: { filter: ['overrides>0'], sort: 'user' },
  evicted: { filter: ['evictions>0'], sort: '-evictions' },
} as const satisfies Record<UserViewName, { filter: readonly string[]; sort: UserField | `-${UserField}` }>;

/** A view's filter and order as `GET /users` takes them. */
export function userListOf({ search, view = 'all', filter: own = [], sort }: UsersSearch) {
  const { filter, sort: usual } = views[view];
  const typed = search?.trim() ?? '';
  return { filter: [...filter, ...own, ...(typed === '' ? [] : [`user~${typed}`])], sort: sort ?? usual };
}
