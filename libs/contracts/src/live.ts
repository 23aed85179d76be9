import { z } from 'zod';
import { eventViewSchema } from './event.js';
import { overviewSchema } from './overview.js';
import { sessionViewSchema } from './session.js';

/** What the live WebSocket (`/api/v1/live`) sends: one snapshot, then deltas at most four times a second. */
export const liveMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    /** Server time, so that countdowns do not depend on the viewer's clock. */
    at: z.number(),
    overview: overviewSchema,
    sessions: z.array(sessionViewSchema).describe('newest state of at most 500 sessions'),
    events: z.array(eventViewSchema),
    truncated: z.boolean().describe('there are more sessions than the snapshot holds'),
  }),
  z.object({
    type: z.literal('delta'),
    at: z.number(),
    overview: overviewSchema,
    changed: z.array(sessionViewSchema),
    gone: z.array(z.string()),
    events: z.array(eventViewSchema),
  }),
]);
export type LiveMessage = z.infer<typeof liveMessageSchema>;
