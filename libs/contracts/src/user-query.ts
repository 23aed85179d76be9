import type { z } from 'zod';
import { type Field, Listing, type ListQuery } from './query/index.js';
import * as is from './query/kinds.js';
import type { UserView } from './user.js';

type V = UserView;

/** Of a limit of 0 any use is all of it. */
const share = (used: number, limit: number | null) => (limit === null ? null : used / Math.max(1, limit));

/** Old sessions do not count here: a user who has had as many as are remembered is at that limit for good, and loses nothing by it. */
const nearest = ({ hibernating, hibernatingLimit, pressure }: V) => {
  const uses = [share(hibernating, hibernatingLimit), pressure].filter((use) => use !== null);
  return uses.length === 0 ? null : Math.max(...uses);
};

export const userFields = {
  user: { ...is.text('bare JID', (u: V) => u.user), lower: true },
  connected: is.count('sessions that are connected', (u: V) => u.connected),
  hibernating: is.count('sessions asleep', (u: V) => u.hibernating),
  hibernatingLimit: is.countOrNone('how many may be', (u: V) => u.hibernatingLimit),
  hibernatingUse: is.countOrNone('share of that limit in use, 0 to 1', (u: V) =>
    share(u.hibernating, u.hibernatingLimit),
  ),
  old: is.count('ended sessions whose h is kept', (u: V) => u.old),
  oldLimit: is.countOrNone('how many are kept at most', (u: V) => u.oldLimit),
  oldUse: is.countOrNone('share of that limit in use, 0 to 1', (u: V) => share(u.old, u.oldLimit)),
  unacked: is.count('stanzas in all of its queues', (u: V) => u.unacked),
  queueBytes: is.count('bytes of them', (u: V) => u.queueBytes),
  pressure: is.countOrNone('share of its limit that the fullest queue takes, 0 to 1', (u: V) => u.pressure),
  nearest: is.countOrNone('share in use of the limit it is nearest to, of sleepers or of a queue', nearest),
  overrides: is.count('limits set for this user alone', (u: V) => u.overrides),
  evictions: is.count('sessions that a limit pushed out since the start', (u: V) => u.evictions),
} as const satisfies Record<string, Field<V>>;

export type UserField = keyof typeof userFields;
export const userListing = new Listing<V, UserField>(userFields, (u) => u.user);
export type UserListQuery = ListQuery<UserField>;

/** Query of `GET /users`. */
export const userQuerySchema = userListing.querySchema('user');
export type UserQuery = z.infer<typeof userQuerySchema>;
