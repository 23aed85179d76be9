import type { HistoryFigure, Overview } from '#contracts';

/** What was shown at a time (ms, the server's clock); null where the live channel was down. */
export interface Moment {
  readonly at: number;
  readonly overview: Overview | null;
}

/** Two minutes of seconds. */
const KEPT = 120;
/** Without a word for so long the line breaks, ms. */
const SILENCE = 5000;

/** The moments after one more second. */
export function withMoment(moments: readonly Moment[], next: Moment): readonly Moment[] {
  const last = moments.at(-1);
  const gap = last !== undefined && next.at - last.at > SILENCE;
  const between: Moment[] = gap ? [{ at: last.at + 1, overview: null }] : [];
  return [...moments, ...between, next].slice(-KEPT);
}

type Levels = Exclude<HistoryFigure, keyof typeof rates>;

/** Totals, of which the difference counts. */
const rates = {
  resumes: (o: Overview) => o.resumes,
  resumeFailures: (o: Overview) => o.resumeFailures,
  expiries: (o: Overview) => o.expiries,
  evictions: (o: Overview) => o.evictions,
  stanzasIn: (o: Overview) => o.stanzasIn,
  stanzasOut: (o: Overview) => o.stanzasOut,
} as const satisfies Partial<Record<HistoryFigure, (overview: Overview) => number>>;

const levels: { readonly [F in Levels]: (overview: Overview, at: number) => number | null } = {
  connected: (o) => o.connected,
  hibernating: (o) => o.hibernating,
  oldSessions: (o) => o.oldSessions,
  queuedStanzas: (o) => o.queuedStanzas,
  queuedBytes: (o) => o.queuedBytes,
  oldestUnacked: (o, at) => (o.oldestUnackedAt === null ? 0 : Math.max(0, at - o.oldestUnackedAt)),
  ackP50: (o) => o.ackLatency?.p50 ?? null,
  ackP99: (o) => o.ackLatency?.p99 ?? null,
  rssBytes: (o) => o.rssBytes,
  loopDelayP99: (o) => o.loopDelayP99,
  journalBytes: (o) => o.journal?.bytes ?? 0,
  journalAppend: (o) => o.journal?.longestAppend ?? null,
  journalIntents: (o) => o.journal?.intents ?? null,
};

/** A rate is reckoned over so much at most, and over no less than half of it, ms. */
const RATE_SPAN = 10_000;

/** What a figure was at the moment: a level as it is, a total per second of the ten seconds before. */
export function figureAt(name: HistoryFigure, moments: readonly Moment[], index: number): number | null {
  const moment = moments[index];
  if (moment === undefined || moment.overview === null) return null;
  if (!(name in rates)) return levels[name as Levels](moment.overview, moment.at);
  const total = rates[name as keyof typeof rates];
  const earlier = moments.find(({ at }) => at >= moment.at - RATE_SPAN);
  // Of another process: its totals began anew.
  if (earlier?.overview == null || earlier.overview.startedAt !== moment.overview.startedAt) return null;
  const span = moment.at - earlier.at;
  return span < RATE_SPAN / 2 ? null : ((total(moment.overview) - total(earlier.overview)) * 1000) / span;
}
