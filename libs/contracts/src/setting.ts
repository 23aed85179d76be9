import { z } from 'zod';

/** A value of an option: null is unlimited. */
export const settingValueSchema = z.union([z.string().max(4096), z.number(), z.boolean(), z.null()]);
export type SettingValue = z.infer<typeof settingValueSchema>;

/** A value where there may be none: null is none, `{ value }` one. */
const heldSettingSchema = z.object({ value: settingValueSchema }).nullable();

/** One option of the configuration, in the unit in which operators write it. */
export const settingViewSchema = z.object({
  name: z.string(),
  area: z.string().describe('heading under which it is documented'),
  doc: z.string(),
  allowed: z.string().describe('what it may be, completing the sentence "must be …"'),
  schema: z.record(z.string(), z.unknown()).describe('the same as JSON Schema, as far as that can say it'),
  secret: z.boolean().describe('its values are never shown'),
  live: z.boolean().describe('takes effect without a restart, and so can be set here'),
  perUser: z.boolean().describe('can be set for one user as well'),
  value: heldSettingSchema.describe('what holds; null when it is not set, or a secret'),
  set: z.boolean().describe('there is a value, shown or not'),
  default: heldSettingSchema,
  defaultWords: z.string().nullable().describe('what holds by default where that is no plain value'),
  configured: heldSettingSchema.describe('what holds without a value set at run time'),
  source: z.enum(['default', 'file', 'environment', 'runtime']),
  where: z.string().nullable().describe('file and line, or environment variable, of the configured value'),
  setBy: z.string().nullable().describe('who set it at run time'),
  setAt: z.number().nullable().describe('when, ms since the epoch'),
  version: z.string().describe('in quotes it is the ETag, to be sent as If-Match with a change'),
});
export type SettingView = z.infer<typeof settingViewSchema>;

/** Answer to `GET /settings`, in the order of the documentation. */
export const settingsSchema = z.object({ items: z.array(settingViewSchema) });

/** Body of `PUT /settings/{name}`. Text is read as it would be in the environment. */
export const setSettingSchema = z.object({ value: settingValueSchema });
export type SetSetting = z.infer<typeof setSettingSchema>;

/** One change: null is the configured value, `{ value }` one that was set over it. */
export const settingChangeSchema = z.object({
  name: z.string(),
  before: heldSettingSchema,
  after: heldSettingSchema,
  setBy: z.string(),
  at: z.number().describe('milliseconds since the epoch'),
});

/** Answer to `GET /settings/{name}/history`, newest first. */
export const settingHistorySchema = z.object({
  items: z.array(settingChangeSchema),
  next: z.string().nullable(),
});
export type SettingHistory = z.infer<typeof settingHistorySchema>;
