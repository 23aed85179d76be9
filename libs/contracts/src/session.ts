import { z } from 'zod';
import { hibernationReasonSchema, resumeFailureSchema } from './reason.js';

/** connected: has a live connection. hibernating: waits to be resumed. ending: its stanzas are meeting their fates. */
export const sessionStateSchema = z.enum(['connected', 'hibernating', 'ending']);
export type SessionState = z.infer<typeof sessionStateSchema>;

/** A bound resource and its stream-management state. Never holds the smId or a stanza body. Times are ms since the epoch. */
export const sessionViewSchema = z.object({
  id: z.string(),
  user: z.string().describe('bare JID'),
  resource: z.string(),
  state: sessionStateSchema,
  /** Stream management enabled (XEP-0198 §3). */
  streamManagement: z.boolean(),
  resumable: z.boolean(),
  transport: z.enum(['tcp', 'tls', 'websocket']).nullable().describe('null while hibernating'),
  tls: z.string().nullable().describe('TLS version of the connection, e.g. TLSv1.3'),
  address: z.string().nullable().describe('peer address of the current or last connection'),
  since: z.number().describe('when the resource was bound'),
  hibernatingSince: z.number().nullable(),
  hibernationReason: hibernationReasonSchema.nullable(),
  /** When the hibernation ends unless resumed; null while connected. */
  deadline: z.number().nullable(),
  unacked: z.number().int().describe('stanzas sent or queued and not yet acknowledged'),
  queueBytes: z.number().int(),
  queueLimit: z.number().int().nullable(),
  hIn: z.number().int().describe('stanzas handled from the client'),
  hOut: z.number().int().describe('stanzas the client acknowledged'),
  resumes: z.number().int(),
  /** Why the last `<resume/>` that asked for it was refused; what the client was told says less. */
  lastResumeFailure: z.object({ reason: resumeFailureSchema, at: z.number() }).nullable(),
  ackRtt: z.number().nullable().describe('last <r/> to <a/> round trip in ms'),
  available: z.boolean(),
  priority: z.number().int(),
  /** Of what it did last as far as that is traced, 32 hexadecimal digits; earlier traces are linked from there. */
  traceId: z.string().nullable(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** What is told of one session only: too much for each row of a list. */
export const sessionDetailSchema = sessionViewSchema.extend({
  inactive: z.boolean().describe('the client says that nobody looks at it (XEP-0352)'),
  roundTrips: z
    .array(z.object({ at: z.number(), rtt: z.number().describe('from <r/> to <a/> in ms') }))
    .describe('the last 32, oldest first; forgotten when the server restarts'),
});
export type SessionDetail = z.infer<typeof sessionDetailSchema>;

/** Body of expire and kill: the reason goes to the log, the events and the audit trail. */
export const sessionActionSchema = z.object({ reason: z.string().trim().min(1).max(200) });
export type SessionAction = z.infer<typeof sessionActionSchema>;

/** Answer to expire and kill. What could not be done is a problem (`no-such-session`, `wrong-state`), never a 200. */
export const actionResultSchema = z.object({ outcome: z.literal('done') });
export type ActionResult = z.infer<typeof actionResultSchema>;

/** An ended session of which only h is kept. */
export const oldSessionViewSchema = z.object({
  id: z.string().describe('the id the session had while it lived'),
  user: z.string(),
  resource: z.string(),
  h: z.number().int(),
  endedAt: z.number(),
  reason: z.string(),
});
export type OldSessionView = z.infer<typeof oldSessionViewSchema>;
