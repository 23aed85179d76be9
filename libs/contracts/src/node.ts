import { z } from 'zod';
import { journalViewSchema } from './overview.js';

/** One process of the server. Times in ms, of the last minute unless said. */
export const nodeViewSchema = z.object({
  id: z.string(),
  name: z.string().describe('of the machine'),
  version: z.string(),
  runtime: z.string().describe('version of Node'),
  pid: z.number().int(),
  /** Since the epoch. */
  startedAt: z.number(),
  /** draining: nobody new is let in; what is connected stays. */
  state: z.enum(['starting', 'ready', 'draining']),
  sessions: z.object({ connected: z.number().int(), hibernating: z.number().int() }),
  connections: z.number().int().describe('open client connections'),
  cpu: z.number().describe('processor time used, as a share of one core'),
  loadAverage: z.number().describe('of the machine'),
  loopDelay: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
  rssBytes: z.number().int(),
  /** Bytes where the data directory is; null where the system does not tell. */
  disk: z.object({ free: z.number(), total: z.number() }).nullable(),
  journal: journalViewSchema.nullable(),
  listeners: z.record(z.string(), z.object({ host: z.string(), port: z.number().int() })),
  events: z.object({
    waiting: z.number().int().describe('not written yet'),
    dropped: z.number().int().describe('lost since the start because the disk took none'),
  }),
});
export type NodeView = z.infer<typeof nodeViewSchema>;

export const nodeListSchema = z.object({ items: z.array(nodeViewSchema) });
export type NodeList = z.infer<typeof nodeListSchema>;

/** Body of drain and of its undoing: the reason goes into the audit log. */
export const drainSchema = z.object({ reason: z.string().trim().min(1).max(200) });
export type Drain = z.infer<typeof drainSchema>;
