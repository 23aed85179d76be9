import { z } from 'zod';
import { eventKindSchema, eventViewSchema } from './event.js';

const kindsSchema = z
  .union([eventKindSchema, z.array(eventKindSchema).max(32)])
  .transform((given) => (typeof given === 'string' ? [given] : given));

/** Which events: all that is said must hold. Nothing said means all of them. */
export const eventFilterSchema = z.object({
  session: z.string().min(1).max(64).optional().describe('id of a session'),
  user: z.string().min(1).max(3071).optional().describe('bare JID, exactly'),
  kind: kindsSchema.optional().describe('one kind or several'),
  reason: z.string().min(1).max(64).optional().describe('exactly'),
});
export type EventFilter = z.infer<typeof eventFilterSchema>;

/** Query of `GET /events`. Times in ms since the epoch, both ends included. */
export const eventQuerySchema = eventFilterSchema.extend({
  from: z.coerce.number().int().min(0).optional(),
  to: z.coerce.number().int().min(0).optional(),
  after: z.string().max(2048).optional().describe('cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type EventQuery = z.infer<typeof eventQuerySchema>;

/** Newest first. No total: counting would read every event that is kept. */
export const eventPageSchema = z.object({ items: z.array(eventViewSchema), next: z.string().nullable() });
export type EventPage = z.infer<typeof eventPageSchema>;
