import { z } from 'zod';

/** One line of the audit log: who did what to what, and how it went. Never a password. */
export const auditEntrySchema = z.object({
  at: z.number().describe('milliseconds since the epoch'),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.string(),
  result: z.string(),
});
export type AuditEntryView = z.infer<typeof auditEntrySchema>;

/** Answer to `GET /audit`, newest first. The log only grows, so no total is counted. */
export const auditPageSchema = z.object({ items: z.array(auditEntrySchema), next: z.string().nullable() });
export type AuditPage = z.infer<typeof auditPageSchema>;
