import { z } from 'zod';
import { pageOf, pageQuerySchema } from './page.js';
import { sessionActionSchema } from './session.js';

const WEEK_SECONDS = 7 * 24 * 3600;

/** Body of `POST /sessions/{id}/request-ack`. */
export const requestAckSchema = sessionActionSchema.extend({
  waitSeconds: z
    .number()
    .int()
    .min(0)
    .max(30)
    .default(0)
    .describe('how long to wait for the `<a/>`; 0: not at all'),
});
export type RequestAck = z.infer<typeof requestAckSchema>;

/** Answer to it, once the `<r/>` was sent (XEP-0198 §4). */
export const ackRequestResultSchema = z.object({
  outcome: z.literal('done'),
  answered: z.boolean().describe('an `<a/>` came while it was waited for'),
  rtt: z.number().nullable().describe('from `<r/>` to `<a/>` in ms; null when none came'),
  unacked: z.number().int().describe('stanzas still unacknowledged'),
});
export type AckRequestResult = z.infer<typeof ackRequestResultSchema>;

/** Body of `POST /sessions/{id}/extend`. */
export const extendSchema = sessionActionSchema.extend({
  seconds: z.number().int().min(1).max(WEEK_SECONDS).describe('added to the deadline'),
  beyondLimit: z
    .boolean()
    .default(false)
    .describe('go beyond the user’s smacks_max_hibernation_time, counted from now; never beyond a week'),
});
export type Extend = z.infer<typeof extendSchema>;

/** Answer to it. */
export const extendResultSchema = z.object({
  outcome: z.literal('done'),
  deadline: z.number().describe('when the hibernation ends now, ms since the epoch'),
  capped: z.boolean().describe('the limit allowed less than was asked for'),
});
export type ExtendResult = z.infer<typeof extendResultSchema>;

/** A stanza that waits in a session's queue: never what it says. */
export const queueItemSchema = z.object({
  n: z
    .number()
    .int()
    .describe('its count, 0 … 4294967295: an `<a/>` with this h acknowledges it (XEP-0198 §4)'),
  kind: z.enum(['message', 'presence', 'iq']),
  type: z.string().describe('the type attribute, empty when absent'),
  bytes: z.number().int().describe('UTF-8 size of the stanza'),
  age: z.number().describe('ms since it was accepted'),
  sent: z.boolean().describe('some socket was handed it already'),
});
export type QueueItem = z.infer<typeof queueItemSchema>;

/** A stanza count (XEP-0198 §4). */
const countSchema = z.coerce.number().int().min(0).max(0xffff_ffff);

/** Query of `GET /sessions/{id}/queue`. */
export const queueQuerySchema = pageQuerySchema.extend({
  after: countSchema.optional().describe('the n of the last stanza of the page before'),
});
export type QueueQuery = z.infer<typeof queueQuerySchema>;

/** Answer to `GET /sessions/{id}/queue`, oldest first. */
export const queuePageSchema = pageOf(queueItemSchema);
export type QueuePage = z.infer<typeof queuePageSchema>;

/** Answer to `GET /sessions/{id}/queue/{n}`: the stanza itself, for those who have the right to peek. */
export const queuedStanzaSchema = queueItemSchema.extend({ xml: z.string() });
export type QueuedStanzaView = z.infer<typeof queuedStanzaSchema>;

/** Body of what forgets the h of ended sessions. */
export const forgottenSchema = z.object({ forgotten: z.number().int() });
export type Forgotten = z.infer<typeof forgottenSchema>;
