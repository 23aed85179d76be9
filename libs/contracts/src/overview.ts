import { z } from 'zod';

/** The session journal. Times in ms since the epoch unless said. */
export const journalViewSchema = z.object({
  bytes: z.number().int(),
  segments: z.number().int(),
  /** When the oldest segment that is still needed was begun. */
  oldestAt: z.number().nullable(),
  /** Of the last minute, ms. */
  longestAppend: z.number(),
  /** Writes that a store does not have yet. */
  intents: z.number().int(),
  /** Whether every batch waits for the disk's confirmation. */
  fsync: z.boolean(),
  /** Since when the disk takes no batches, or only out of the reserve; null while all is well. */
  strainedSince: z.number().nullable(),
  /** Why, in words of the system. */
  strainedReason: z.string().nullable(),
  /** Damaged files that were set aside and are still there. */
  quarantined: z.number().int(),
});
export type JournalView = z.infer<typeof journalViewSchema>;

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
  /** When the stanza that has waited longest for an acknowledgement was accepted; null when none waits. */
  oldestUnackedAt: z.number().nullable(),
  /** How long clients took to answer an `<r/>` in the last 15 to 30 s, ms; null when none did. */
  ackLatency: z.object({ p50: z.number(), p99: z.number() }).nullable(),
  resumes: z.number().int(),
  resumeFailures: z.number().int(),
  expiries: z.number().int(),
  evictions: z.number().int(),
  stanzasIn: z.number().int(),
  stanzasOut: z.number().int(),
  /** Event-loop delay in ms: 99th percentile of the last interval. */
  loopDelayP99: z.number(),
  rssBytes: z.number().int(),
  /** null where nothing is journaled. */
  journal: journalViewSchema.nullable(),
});
export type Overview = z.infer<typeof overviewSchema>;
