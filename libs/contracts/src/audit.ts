import { z } from 'zod';
import { viaSchema } from './access.js';
import { pageQuerySchema } from './page.js';

/** One line of the audit log: who did what to what, from where, what it was before and after, and how it went. Never a password. */
export const auditEntrySchema = z.object({
  id: z.string().describe('the span of the action names it as `admin.audit_id`'),
  at: z.number().describe('milliseconds since the epoch'),
  actor: z.string(),
  via: viaSchema.nullable(),
  address: z.string().nullable(),
  action: z.string(),
  target: z.string(),
  detail: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  result: z.string().describe('`done` and what of it, the code of a refusal, or `failed`'),
});
export type AuditEntryView = z.infer<typeof auditEntrySchema>;

/** Answer to `GET /audit`, newest first. The log only grows, so no total is counted. */
export const auditPageSchema = z.object({ items: z.array(auditEntrySchema), next: z.string().nullable() });
export type AuditPage = z.infer<typeof auditPageSchema>;

const filter = {
  actor: z.string().max(256).optional().describe('exactly'),
  action: z.string().max(128).optional().describe('exactly, e.g. `session-kill`'),
  target: z.string().max(3071).optional().describe('a part of it'),
  result: z.string().max(128).optional().describe('how it begins: `done` finds `done, ended 2`'),
  from: z.coerce.number().int().min(0).optional().describe('milliseconds since the epoch, inclusive'),
  to: z.coerce.number().int().min(0).optional().describe('milliseconds since the epoch, exclusive'),
};

export const auditQuerySchema = pageQuerySchema.extend(filter);
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const auditExportQuerySchema = z.object({
  ...filter,
  format: z.enum(['ndjson', 'csv']).default('ndjson'),
});
export type AuditExportQuery = z.infer<typeof auditExportQuerySchema>;
