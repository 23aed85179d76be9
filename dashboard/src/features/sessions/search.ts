import type { SearchSchemaInput } from '@tanstack/react-router';
import { type SessionSort, type SessionState, sessionListing, sessionStateSchema } from '#contracts';
import { defined, oneOf, textParam } from '../../lib/search-params.js';

/** What may lead to the list. `user`, `state` and `backlog` are short for conditions, for links from elsewhere. */
export interface LinkToSessions {
  readonly filter?: string | readonly string[];
  readonly sort?: SessionSort;
  readonly user?: string;
  readonly state?: SessionState;
  readonly backlog?: boolean;
}

/** How the list is sorted unless its address says otherwise: the newest first. */
export const DEFAULT_SORT: SessionSort = '-since';

/** What an address says of a list: conditions in the API's language, as they were typed, and the order. */
export const listSearch = (raw: Readonly<Record<string, unknown>>) => {
  const state = oneOf(sessionStateSchema.options, raw['state']);
  const user = textParam(raw['user']);
  const conditions = [
    ...[raw['filter']].flat().map(textParam),
    ...(state === undefined ? [] : [`state=${state}`]),
    ...(user === undefined ? [] : [`user~${user}`]),
    ...(raw['backlog'] === true ? ['unacked>0'] : []),
  ].filter((condition) => condition !== undefined);
  return defined({
    filter: conditions.length === 0 ? undefined : [...new Set(conditions)],
    sort: oneOf(sessionListing.sorts, raw['sort']),
  });
};
export type SessionsSearch = ReturnType<typeof listSearch>;

/** The list's address. */
export const sessionsSearch = (given: LinkToSessions & SearchSchemaInput): SessionsSearch =>
  listSearch({ ...given });
