import { z } from 'zod';
import { bulkJobSchema } from './bulk.js';
import { eventViewSchema } from './event.js';
import { eventFilterSchema } from './event-query.js';
import { overviewSchema } from './overview.js';
import { sessionDetailSchema, sessionViewSchema } from './session.js';
import { sessionQuerySchema } from './session-query.js';

/**
 * The live channel (`/api/v1/live`, a WebSocket of JSON texts). A viewer subscribes to views; each subscription gets a
 * snapshot and then deltas, at most four a second, numbered one after the other. Who misses a number asks for a resync and gets
 * a snapshot; who is slow gets one later instead of the deltas it could not take.
 */

/** Rows of a window, and events of a list. */
export const LIVE_WINDOW = 200;

const idSchema = z.string().min(1).max(64).describe('chosen by the viewer, told in every answer');
const { filter, sort } = sessionQuerySchema.shape;
const subscribe = { type: z.literal('subscribe'), id: idSchema };

export const liveSubscribeSchema = z.discriminatedUnion('view', [
  z.object({ ...subscribe, view: z.literal('overview') }),
  z.object({
    ...subscribe,
    view: z.literal('sessions'),
    filter,
    sort,
    window: z
      .object({
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(LIVE_WINDOW).default(50),
      })
      .prefault({}),
  }),
  z.object({ ...subscribe, view: z.literal('session'), session: z.string().min(1).max(64) }),
  z.object({
    ...subscribe,
    view: z.literal('events'),
    filter: eventFilterSchema.prefault({}),
    limit: z.number().int().min(1).max(LIVE_WINDOW).default(50),
  }),
  z.object({ ...subscribe, view: z.literal('bulk') }),
]);
export type LiveSubscribe = z.infer<typeof liveSubscribeSchema>;
export type LiveViewName = LiveSubscribe['view'];

/** What a viewer sends. Subscribing with an id that is in use replaces that subscription. */
export const liveRequestSchema = z.union([
  liveSubscribeSchema,
  z.object({ type: z.literal('unsubscribe'), id: idSchema }),
  z.object({ type: z.literal('resync'), id: idSchema }),
]);
export type LiveRequest = z.infer<typeof liveRequestSchema>;

/** What a subscription shows, whole. Events come newest first; a session that is not there any more is null. */
export const liveDataSchemas = {
  overview: z.object({ overview: overviewSchema }),
  sessions: z.object({
    rows: z.array(sessionViewSchema),
    offset: z.number().int(),
    total: z.number().int().describe('sessions that pass the filter'),
  }),
  session: z.object({ session: sessionDetailSchema.nullable(), events: z.array(eventViewSchema) }),
  events: z.object({ events: z.array(eventViewSchema) }),
  bulk: z.object({ jobs: z.array(bulkJobSchema).describe('newest first') }),
};

/** What has changed of it. Of rows: `order` (ids) is told when it is another one. */
export const liveChangeSchemas = {
  overview: z.object({ overview: overviewSchema.partial() }),
  sessions: z.object({
    changed: z.array(sessionViewSchema),
    entered: z.array(sessionViewSchema),
    gone: z.array(z.string()),
    order: z.array(z.string()).optional(),
    total: z.number().int(),
  }),
  session: z.object({ session: sessionDetailSchema.nullable().optional(), events: z.array(eventViewSchema) }),
  events: z.object({ events: z.array(eventViewSchema) }),
  bulk: z.object({
    begun: z.array(bulkJobSchema).describe('newest first'),
    changed: z.array(bulkJobSchema),
    gone: z.array(z.string()).describe('ids of those that are not kept any more'),
  }),
};

export type LiveData = { readonly [V in LiveViewName]: z.infer<(typeof liveDataSchemas)[V]> };
export type LiveChange = { readonly [V in LiveViewName]: z.infer<(typeof liveChangeSchemas)[V]> };

export const liveRefusalCodes = [
  'invalid-request',
  'invalid-filter',
  'too-many-subscriptions',
  'too-many-requests',
  'role-too-low',
  'no-such-subscription',
] as const;
export const liveRefusalSchema = z.enum(liveRefusalCodes);
export type LiveRefusal = z.infer<typeof liveRefusalSchema>;

const numbered = { id: z.string(), seq: z.number().int(), at: z.number() };
const snapshotOf = <V extends LiveViewName>(view: V) =>
  z.object({
    type: z.literal('snapshot'),
    view: z.literal(view),
    ...numbered,
    data: liveDataSchemas[view] as (typeof liveDataSchemas)[V],
  });
const deltaOf = <V extends LiveViewName>(view: V) =>
  z.object({
    type: z.literal('delta'),
    view: z.literal(view),
    ...numbered,
    data: liveChangeSchemas[view] as (typeof liveChangeSchemas)[V],
  });

/** What the server sends. `at` is its time, ms since the epoch, so that countdowns do not depend on the viewer's clock. */
export const liveMessageSchema = z.union([
  z.object({
    type: z.literal('hello'),
    epoch: z.string().describe('another one after every restart of the server'),
    at: z.number(),
  }),
  z.object({ type: z.literal('alive'), at: z.number() }).describe('nothing has changed for five seconds'),
  snapshotOf('overview'),
  snapshotOf('sessions'),
  snapshotOf('session'),
  snapshotOf('events'),
  snapshotOf('bulk'),
  deltaOf('overview'),
  deltaOf('sessions'),
  deltaOf('session'),
  deltaOf('events'),
  deltaOf('bulk'),
  z
    .object({
      type: z.literal('refused'),
      id: z.string().nullable(),
      code: liveRefusalSchema,
      detail: z.string(),
    })
    .describe('a request was not done, or a subscription is over'),
]);
export type LiveMessage = z.infer<typeof liveMessageSchema>;

/** WebSocket close codes of the channel (RFC 6455 §7.4.2: 4000–4999 are for applications). */
export const liveClose = {
  notSignedIn: 4401,
  foreignOrigin: 4403,
  tooManyRequests: 4429,
  tooManyViewers: 1013,
} as const;
