import { z } from 'zod';

/** Body of `PUT /tracing/users/{jid}`: a week at most, so that nobody is watched for ever by having been forgotten. */
export const traceUserSchema = z.object({
  minutes: z.int().min(1).max(10_080).default(60).describe('how long everything of the user is recorded'),
});
export type TraceUser = z.infer<typeof traceUserSchema>;

/** A user of whom everything is recorded, whatever the sampling ratios say. Times are ms since the epoch. */
export const tracedUserViewSchema = z.object({
  user: z.string().describe('bare JID'),
  until: z.number(),
  setBy: z.string(),
  setAt: z.number(),
});
export type TracedUserView = z.infer<typeof tracedUserViewSchema>;

/** All of them, the next to end first. */
export const tracedUsersSchema = z.object({ items: z.array(tracedUserViewSchema) });
export type TracedUsers = z.infer<typeof tracedUsersSchema>;
