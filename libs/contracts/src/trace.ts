import { z } from 'zod';

/** W3C Trace Context §3.2.2.3: 16 bytes in hexadecimal. */
export const traceIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

export const traceLinkSchema = z.object({ traceId: z.string(), spanId: z.string() });
export type TraceLink = z.infer<typeof traceLinkSchema>;

/** A finished span as the server remembers it. Times in ms since the epoch. */
export const traceSpanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  name: z.string(),
  kind: z.enum(['internal', 'server', 'client', 'producer', 'consumer']),
  startedAt: z.number(),
  endedAt: z.number(),
  /** Its status is ERROR; `error.type` among the attributes says why. */
  failed: z.boolean(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** What it follows from, in traces that are older. */
  links: z.array(traceLinkSchema),
});
export type TraceSpan = z.infer<typeof traceSpanSchema>;

/** One trace, as far as the server remembers it. */
export const traceViewSchema = z.object({
  traceId: z.string(),
  /** In the order in which they began. */
  spans: z.array(traceSpanSchema),
  /** Spans of other traces that link here: what came of it. */
  followedBy: z.array(traceLinkSchema.extend({ name: z.string(), startedAt: z.number() })),
});
export type TraceView = z.infer<typeof traceViewSchema>;

/** A trace in a list. Times in ms since the epoch. */
export const traceSummarySchema = z.object({
  traceId: z.string(),
  /** Of the span that began first. */
  name: z.string(),
  startedAt: z.number(),
  endedAt: z.number(),
  spans: z.number().int(),
  /** One of its spans did. */
  failed: z.boolean(),
});
export type TraceSummary = z.infer<typeof traceSummarySchema>;

export const traceQuerySchema = z.object({
  /** A session's id: only traces with a span about it. */
  session: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TraceQuery = z.infer<typeof traceQuerySchema>;

/** Where traces can be read. */
export const telemetryViewSchema = z.object({
  /** Whether spans are sent to a collector. */
  exporting: z.boolean(),
  /** What cannot be sent now, and why; of the collector's address the origin alone. */
  failing: z.array(z.object({ signal: z.string(), cause: z.string() })),
  /** Address of a trace elsewhere with `{traceId}` in it; null where there is none. */
  traceUrl: z.string().nullable(),
  /** What the server remembers itself, in bytes. */
  ring: z.object({
    spans: z.number().int(),
    bytes: z.number().int(),
    limit: z.number().int(),
    /** Spans that made room for newer ones since the start. */
    forgotten: z.number().int(),
  }),
});
export type TelemetryView = z.infer<typeof telemetryViewSchema>;
