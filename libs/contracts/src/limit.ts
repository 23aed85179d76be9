import { z } from 'zod';

/** Limits that can be set for one user at run time. Durations are seconds here, as in the configuration. */
export const limitNames = [
  'smacks_max_hibernated_sessions',
  'smacks_max_old_sessions',
  'smacks_max_queue_stanzas',
  'smacks_max_queue_bytes',
  'smacks_hibernation_time',
  'smacks_max_hibernation_time',
] as const;
export const limitNameSchema = z.enum(limitNames);
export type LimitName = z.infer<typeof limitNameSchema>;

/** A limit as it holds for one user: `null` is unlimited (never so for times). */
export const limitViewSchema = z.object({
  name: limitNameSchema,
  default: z.number().nullable(),
  /** The user's own value; absent when the default holds. */
  override: z.object({ value: z.number().nullable(), setBy: z.string(), setAt: z.number() }).nullable(),
  effective: z.number().nullable(),
  /** What the user has now, where that can be counted (hibernating or old sessions). */
  current: z.number().nullable(),
});
export type LimitView = z.infer<typeof limitViewSchema>;

export const userLimitsSchema = z.object({
  user: z.string(),
  limits: z.array(limitViewSchema),
  version: z
    .string()
    .optional()
    .describe('of the user’s own values: in quotes it is the ETag, to be sent as If-Match with a change'),
});
export type UserLimits = z.infer<typeof userLimitsSchema>;

/** Body of `PUT /users/{jid}/limits/{name}`. */
export const setLimitSchema = z.object({
  value: z
    .number()
    .int()
    .min(0)
    .max(1 << 30)
    .nullable(),
});
export type SetLimit = z.infer<typeof setLimitSchema>;

/** One change of a user's limit: null is no value of the user's own, `{ value: null }` unlimited. */
const heldLimitSchema = z.object({ value: z.number().nullable() }).nullable();
export const limitHistoryEntrySchema = z.object({
  name: limitNameSchema,
  before: heldLimitSchema,
  after: heldLimitSchema,
  setBy: z.string(),
  at: z.number().describe('milliseconds since the epoch'),
});
export type LimitHistoryEntry = z.infer<typeof limitHistoryEntrySchema>;

/** Answer to `GET /users/{jid}/limits/history`, newest first. */
export const limitHistoryPageSchema = z.object({
  items: z.array(limitHistoryEntrySchema),
  next: z.string().nullable(),
});
export type LimitHistoryPage = z.infer<typeof limitHistoryPageSchema>;

/** Answer to a preview: what setting this value would do at once. */
export const limitPreviewSchema = z.object({
  user: z.string(),
  name: limitNameSchema,
  value: z.number().nullable(),
  evicted: z.array(z.string()).describe('ids of sessions that would be evicted'),
  overflowing: z
    .array(z.string())
    .describe(
      'ids of sessions whose queue would be over the limit: a connected one is closed, a sleeper cut',
    ),
  forgotten: z.number().int().describe('old sessions that would be forgotten'),
});
export type LimitPreview = z.infer<typeof limitPreviewSchema>;

/** Answer to setting or clearing a limit: what it did at once. */
export const limitChangeSchema = z.object({
  limits: userLimitsSchema,
  evicted: z.array(z.string()).describe('ids of sessions evicted by the change'),
});
export type LimitChange = z.infer<typeof limitChangeSchema>;
