import type { EventView, Overview, SessionView } from '#contracts';

/** Something an operator would want to look at before anything else. */
export type Concern =
  | { readonly kind: 'journal-strained'; readonly since: number; readonly reason: string | null }
  | { readonly kind: 'journal-quarantined'; readonly count: number }
  | { readonly kind: 'expiring'; readonly session: SessionView }
  | { readonly kind: 'pressure'; readonly session: SessionView }
  | { readonly kind: 'resume-trouble'; readonly count: number }
  | { readonly kind: 'evicted'; readonly count: number }
  | { readonly kind: 'slow'; readonly loopDelayP99: number };

const SOON_MS = 2 * 60_000;
const LATELY_MS = 10 * 60_000;
const PRESSURE = 0.8;
const SLOW_MS = 100;

interface Seen {
  readonly overview: Overview;
  readonly sessions: Iterable<SessionView>;
  readonly events: readonly EventView[];
  /** Server time, ms. */
  readonly now: number;
}

/** What needs attention, most urgent first: what stops the server, what is about to be lost, what is filling up, what went wrong. */
export function concerns({ overview, sessions, events, now }: Seen): readonly Concern[] {
  const all = [...sessions];
  const expiring = all
    .filter(({ deadline, unacked }) => deadline !== null && unacked > 0 && deadline - now < SOON_MS)
    .sort((a, b) => (a.deadline ?? 0) - (b.deadline ?? 0));
  const full = all
    .filter((session) => !expiring.includes(session) && pressure(session) >= PRESSURE)
    .sort((a, b) => pressure(b) - pressure(a));
  const lately = events.filter(({ at }) => now - at < LATELY_MS);
  const failures = lately.filter(({ kind }) => kind === 'smacks-resume-failed').length;
  const evicted = lately.filter(
    ({ kind, reason }) => kind === 'session-ended' && reason === 'evicted',
  ).length;
  return [
    ...strained(overview),
    ...expiring.map((session): Concern => ({ kind: 'expiring', session })),
    ...full.map((session): Concern => ({ kind: 'pressure', session })),
    ...(failures > 0 ? [{ kind: 'resume-trouble', count: failures } as const] : []),
    ...(evicted > 0 ? [{ kind: 'evicted', count: evicted } as const] : []),
    ...quarantined(overview),
    ...(overview.loopDelayP99 >= SLOW_MS
      ? [{ kind: 'slow', loopDelayP99: overview.loopDelayP99 } as const]
      : []),
  ];
}

const strained = ({ journal }: Overview): readonly Concern[] =>
  journal === null || journal.strainedSince === null
    ? []
    : [{ kind: 'journal-strained', since: journal.strainedSince, reason: journal.strainedReason }];

const quarantined = ({ journal }: Overview): readonly Concern[] =>
  journal === null || journal.quarantined === 0
    ? []
    : [{ kind: 'journal-quarantined', count: journal.quarantined }];

/** How full a session's queue is, 0 to 1 and beyond; 0 where there is no limit. */
const pressure = ({ unacked, queueLimit }: SessionView): number =>
  queueLimit === null || queueLimit === 0 ? 0 : unacked / queueLimit;
