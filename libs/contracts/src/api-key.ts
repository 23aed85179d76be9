import { z } from 'zod';
import { roleSchema } from './access.js';

/** A key for programs, sent as `Authorization: Bearer dmk_…`. Whatever its role, it never manages people. Times in milliseconds since the epoch. */
export const apiKeyViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  createdBy: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
  lastUsedAt: z.number().nullable(),
  lastAddress: z.string().nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeyViewSchema>;

export const newApiKeySchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
    .describe('what the audit log calls it, after `key:`'),
  role: roleSchema,
  days: z.number().int().min(1).max(1825).default(90).describe('until it expires'),
});
export type NewApiKey = z.infer<typeof newApiKeySchema>;

/** The key itself is shown this once; only a hash of it is kept. */
export const madeApiKeySchema = z.object({ key: z.string(), view: apiKeyViewSchema });
export type MadeApiKey = z.infer<typeof madeApiKeySchema>;
