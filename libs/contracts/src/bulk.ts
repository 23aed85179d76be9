import { z } from 'zod';
import { limitNameSchema, setLimitSchema } from './limit.js';
import { pageQuerySchema } from './page.js';
import { sessionActionSchema } from './session.js';
import { extendSchema } from './session-action.js';

/** Sessions by conditions as in `GET /sessions?filter=`; all must hold, none means every session. Or those of `ids` that pass them. */
const sessionsSchema = {
  filter: z.array(z.string().min(1).max(3200)).max(20).default([]),
  ids: z
    .array(z.string().min(1).max(64))
    .min(1)
    .max(10_000)
    .optional()
    .describe('only these of the sessions that pass the filter; those that have ended do not count'),
};

/** Users by name, or all accounts whose bare JID holds a text. */
const usersSchema = {
  users: z.array(z.string().min(3).max(3071)).min(1).max(10_000).optional(),
  search: z
    .string()
    .max(3071)
    .optional()
    .describe('part of the bare JID; without `users` and empty: every account'),
};

/** Body of `POST /bulk/preview`: what is to be done to whom, and why. */
export const bulkRequestSchema = z.discriminatedUnion('action', [
  sessionActionSchema.extend({
    action: z.enum(['request-ack', 'disconnect', 'expire', 'kill']),
    ...sessionsSchema,
  }),
  extendSchema.extend({ action: z.literal('extend'), ...sessionsSchema }),
  sessionActionSchema.extend({
    action: z.literal('set-limit'),
    ...usersSchema,
    name: limitNameSchema,
    value: setLimitSchema.shape.value,
  }),
  sessionActionSchema.extend({ action: z.literal('clear-limit'), ...usersSchema, name: limitNameSchema }),
]);
export type BulkRequest = z.infer<typeof bulkRequestSchema>;
export type BulkAction = BulkRequest['action'];

/** What an action changes besides whom it is done to, as operators write it: `smacks_max_old_sessions=5`, `+3600s`; null where that
 *  is all in its name. */
export function bulkChange(request: z.input<typeof bulkRequestSchema>): string | null {
  switch (request.action) {
    case 'extend':
      return `+${request.seconds}s${request.beyondLimit === true ? ', beyond the limit' : ''}`;
    case 'set-limit':
      return `${request.name}=${request.value ?? 'none'}`;
    case 'clear-limit':
      return request.name;
    default:
      return null;
  }
}

export const bulkActionSchema = z.enum([
  'request-ack',
  'disconnect',
  'expire',
  'kill',
  'extend',
  'set-limit',
  'clear-limit',
]);

/** One of what a bulk action is about: a session, or a user. */
export const bulkItemSchema = z.object({
  id: z.string().describe('id of a session, or bare JID of a user'),
  label: z.string().describe('for people: full JID and state of a session, bare JID of a user'),
});
export type BulkItem = z.infer<typeof bulkItemSchema>;

/** Answer to a preview: whom it would be done to, frozen as of now. */
export const bulkPreviewSchema = z.object({
  token: z.string().describe('starts it; once, by whoever asked, on exactly these'),
  action: bulkActionSchema,
  count: z.number().int(),
  sample: z.array(bulkItemSchema).describe('at most 20 of them'),
  digest: z.string().describe('SHA-256 of their ids in order, base64url'),
  expiresAt: z.number().describe('ms since the epoch'),
});
export type BulkPreview = z.infer<typeof bulkPreviewSchema>;

/** Body of `POST /bulk`. */
export const startBulkSchema = z.object({
  token: z.string().min(1).max(200),
  confirm: z.number().int().min(0).describe('the count of the preview'),
  perSecond: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe(
      'no faster than this, so that not all clients come back at once; as fast as it goes unless said',
    ),
});
export type StartBulk = z.infer<typeof startBulkSchema>;

/** A bulk action under way or over. It lives in memory: a restart of the server ends it where it was. */
export const bulkJobSchema = z.object({
  id: z.string(),
  action: bulkActionSchema,
  about: z.string().describe('whom, in words: the filter, or how users were named'),
  change: z
    .string()
    .nullable()
    .describe(
      'what is changed, as `smacks_max_old_sessions=5` or `+3600s`; null where the action says it all',
    ),
  reason: z.string(),
  by: z.string(),
  state: z.enum(['running', 'cancelled', 'done']),
  total: z.number().int(),
  done: z.number().int(),
  failed: z
    .number()
    .int()
    .describe('could not be done, as when a session was not in a state for it any more'),
  skipped: z.number().int().describe('were gone already'),
  left: z.number().int(),
  perSecond: z.number().int().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable().describe('when it was done or cancelled last'),
});
export type BulkJobView = z.infer<typeof bulkJobSchema>;

/** Answer to `GET /bulk`, newest first. */
export const bulkJobsSchema = z.object({ items: z.array(bulkJobSchema) });

export const bulkOutcomeSchema = z.enum(['left', 'done', 'failed', 'skipped']);
export type BulkOutcome = z.infer<typeof bulkOutcomeSchema>;

/** Query of `GET /bulk/{id}/results`. */
export const bulkResultQuerySchema = pageQuerySchema.extend({
  after: z.coerce.number().int().min(0).optional().describe('the n of the last result of the page before'),
  outcome: bulkOutcomeSchema.optional(),
});
export type BulkResultQuery = z.infer<typeof bulkResultQuerySchema>;

/** What became of one of them. */
export const bulkResultSchema = z.object({
  n: z.number().int().describe('its place, from 0'),
  id: z.string(),
  label: z.string().nullable().describe('as the preview showed it; null beyond the first 10 000'),
  outcome: bulkOutcomeSchema,
  why: z.string().nullable().describe('the code of the refusal'),
});
export type BulkResult = z.infer<typeof bulkResultSchema>;

/** Answer to `GET /bulk/{id}/results`, in the order in which they are taken. */
export const bulkResultPageSchema = z.object({
  items: z.array(bulkResultSchema),
  next: z.string().nullable(),
});
export type BulkResultPage = z.infer<typeof bulkResultPageSchema>;
