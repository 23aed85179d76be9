import { z } from 'zod';

/**
 * Figures whose past is kept, and what a point of one says of its time: level, the mean; peak, the highest; total, how much
 * was added.
 */
export const historyFigures = {
  connected: 'level',
  hibernating: 'level',
  oldSessions: 'level',
  queuedStanzas: 'level',
  queuedBytes: 'level',
  rssBytes: 'level',
  /** How long the stanza that had waited longest had waited, ms. */
  oldestUnacked: 'peak',
  /** From `<r/>` to `<a/>`, ms. */
  ackP50: 'level',
  ackP99: 'peak',
  journalBytes: 'level',
  /** Longest append, ms. */
  journalAppend: 'peak',
  /** Writes that a store did not have yet. */
  journalIntents: 'peak',
  loopDelayP99: 'peak',
  resumes: 'total',
  resumeFailures: 'total',
  expiries: 'total',
  evictions: 'total',
  stanzasIn: 'total',
  stanzasOut: 'total',
} as const satisfies Record<string, 'level' | 'peak' | 'total'>;
export type HistoryFigure = keyof typeof historyFigures;
export const historyFigureNames = Object.keys(historyFigures) as [HistoryFigure, ...HistoryFigure[]];

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const SHORTEST = 5 * 60_000;
const LONGEST = 7 * 86_400_000;

/** ms; NaN when it is no span of time. Without a unit it is ms already, as programs have it. */
function spanOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const [, number, unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  return Number(number) * (UNITS[unit] ?? Number.NaN);
}

/** Query of `GET /history`. */
export const historyQuerySchema = z.object({
  figures: z
    .union([z.string(), z.array(z.string()).max(historyFigureNames.length)])
    .default('connected,hibernating')
    .transform((given) => [given].flat().flatMap((text) => text.split(',').map((name) => name.trim())))
    .pipe(z.array(z.enum(historyFigureNames)).min(1).max(historyFigureNames.length))
    .describe('names with commas between them, or repeated'),
  range: z
    .string()
    .default('1h')
    .transform(spanOf)
    .pipe(z.number().min(SHORTEST).max(LONGEST))
    .describe('how far back: a number and m, h or d (or ms without a unit), from 5m to 7d'),
  points: z.coerce.number().int().min(10).max(1000).default(300).describe('at most'),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

/** Points at `from`, `from + step`, …, ms since the epoch; null where the server was not there to count. */
export const historySchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  step: z.number().int(),
  figures: z.partialRecord(
    z.enum(historyFigureNames),
    z.object({
      kind: z.enum(['level', 'peak', 'total']),
      values: z.array(z.number().nullable()),
    }),
  ),
});
export type History = z.infer<typeof historySchema>;
