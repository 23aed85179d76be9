import { z } from 'zod';

/** The figures of the first page. Totals count since the process started. */
export const overviewSchema = z.object({
  version: z.string(),
  domain: z.string(),
  startedAt: z.number(),
  connected: z.number().int(),
  hibernating: z.number().int(),
  oldSessions: z.number().int(),
  queuedStanzas: z.number().int(),
  queuedBytes: z.number().int(),
  resumes: z.number().int(),
  resumeFailures: z.number().int(),
  expiries: z.number().int(),
  evictions: z.number().int(),
  stanzasIn: z.number().int(),
  stanzasOut: z.number().int(),
  /** Event-loop delay in ms: 99th percentile of the last interval. */
  loopDelayP99: z.number(),
  rssBytes: z.number().int(),
});
export type Overview = z.infer<typeof overviewSchema>;
