import { z } from 'zod';

/** Lifecycle events, named as mod_smacks names them where it has a name. */
export const eventKinds = [
  'session-opened',
  'smacks-enabled',
  'smacks-ack-delayed',
  'smacks-hibernation-start',
  'smacks-hibernation-end',
  'smacks-resumed',
  'smacks-resume-failed',
  'session-ended',
  'delivery-failure',
  'operator-action',
  'journal-strained',
  'journal-damaged',
] as const;
export const eventKindSchema = z.enum(eventKinds);
export type EventKind = z.infer<typeof eventKindSchema>;

/** One line of the event stream. Never a body, never an smId. */
export const eventViewSchema = z.object({
  seq: z.number().int(),
  at: z.number(),
  kind: eventKindSchema,
  user: z.string().nullable(),
  sessionId: z.string().nullable(),
  resource: z.string().nullable(),
  /** Machine-readable: outcome, end reason, resume failure or hibernation reason. */
  reason: z.string().nullable(),
  /** For people: what an operator typed, counts, limits. */
  detail: z.string().nullable(),
  /** Of the span that tells it, 32 hexadecimal digits; null when none was recorded. */
  traceId: z.string().nullable(),
});
export type EventView = z.infer<typeof eventViewSchema>;
