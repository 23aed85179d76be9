import type { z } from 'zod';
import { type Field, Listing, type ListQuery, type Sort } from './query/index.js';
import * as is from './query/kinds.js';
import { endReasonSchema } from './reason.js';
import type { OldSessionView } from './session.js';

type V = OldSessionView;

/** What ended sessions can be filtered by. */
export const oldSessionFields = {
  id: is.text('the id it had while it lived', (s: V) => s.id),
  user: { ...is.text('bare JID', (s: V) => s.user), lower: true },
  resource: is.text('resource', (s: V) => s.resource),
  h: is.count('stanzas handled from the client', (s: V) => s.h),
  endedAt: is.time('when it ended', (s: V) => s.endedAt),
  reason: is.choice<V, string>('how it ended', endReasonSchema.options, (s: V) => s.reason),
} as const satisfies Record<string, Field<V>>;

export type OldSessionField = keyof typeof oldSessionFields;
/** What there is an index for. Within the same user or reason they go by the time of the end. */
export type OldSessionSort = Sort<'endedAt' | 'user' | 'reason'>;

export const oldSessionListing = new Listing<V, OldSessionField, 'endedAt' | 'user' | 'reason'>(
  oldSessionFields,
  (s) => s.id,
  ['endedAt', 'user', 'reason'],
);
export type OldSessionListQuery = ListQuery<OldSessionField, 'endedAt' | 'user' | 'reason'>;

/** Query of `GET /old-sessions`; the newest first unless it says otherwise. */
export const oldSessionQuerySchema = oldSessionListing.querySchema('-endedAt');
export type OldSessionQuery = z.infer<typeof oldSessionQuerySchema>;
