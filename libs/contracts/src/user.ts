import { z } from 'zod';

/** A user with sessions, ended sessions that are remembered, or limits of its own, and what it uses of its limits. */
export const userViewSchema = z.object({
  user: z.string().describe('bare JID'),
  connected: z.number().int(),
  hibernating: z.number().int(),
  hibernatingLimit: z.number().int().nullable(),
  old: z.number().int().describe('ended sessions whose h is kept, as of at most five seconds ago'),
  oldLimit: z.number().int().nullable(),
  unacked: z.number().int().describe('stanzas in all of its queues'),
  queueBytes: z.number().int(),
  /** Of one session. */
  queueBytesLimit: z.number().int().nullable(),
  /** Of the session whose queue is fullest, by stanzas or bytes; null where neither has a limit. */
  pressure: z.number().nullable().describe('share of its limit that the fullest queue takes, 0 to 1'),
  overrides: z.number().int().describe('limits set for this user alone'),
  evictions: z.number().int().describe('sessions that a limit pushed out since the server started'),
});
export type UserView = z.infer<typeof userViewSchema>;
