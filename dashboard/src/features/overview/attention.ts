import type { EventView, NodeView, Overview, SessionView, TelemetryView } from '#contracts';

/** Something an operator would want to look at before anything else. */
export type Concern =
  | { readonly kind: 'journal-strained'; readonly since: number; readonly reason: string | null }
  | { readonly kind: 'draining'; readonly node: string }
  | { readonly kind: 'disk'; readonly node: string; readonly free: number; readonly total: number }
  | { readonly kind: 'expiring'; readonly sessions: readonly SessionView[]; readonly total: number }
  | { readonly kind: 'pressure'; readonly sessions: readonly SessionView[]; readonly total: number }
  | { readonly kind: 'resume-trouble'; readonly count: number; readonly usual: number }
  | { readonly kind: 'evicted'; readonly count: number }
  | { readonly kind: 'slow'; readonly loopDelayP99: number }
  | { readonly kind: 'events-dropped'; readonly count: number }
  | { readonly kind: 'exporter'; readonly signal: string; readonly cause: string }
  | { readonly kind: 'journal-quarantined'; readonly count: number };
export type ConcernKind = Concern['kind'];

/** Seconds before the end in which a hibernation with stanzas waiting is about to be lost. */
export const SOON_SECONDS = 120;
/** The share of its limit from which on a queue is nearly full. */
export const PRESSURE = 0.8;
/** ms; "lately". */
export const LATELY = 10 * 60_000;
const SLOW_MS = 100;
/** Of a disk, below which the journal will be in trouble soon. */
const LITTLE = { share: 0.05, bytes: 1024 ** 3 };

/** The first rows of a list, and how many it has. */
export interface Few {
  readonly rows: readonly SessionView[];
  readonly total: number;
}

export interface Seen {
  readonly overview: Overview;
  /** Hibernations that end within {@link SOON_SECONDS} with stanzas waiting, the soonest first. */
  readonly expiring: Few;
  /** Queues beyond {@link PRESSURE}, the fullest first. */
  readonly pressed: Few;
  /** Newest first, as far as they are known here. */
  readonly events: readonly EventView[];
  /** Of {@link LATELY} and, as a mean of as long, of the hour before; what events alone may not reach back to. */
  readonly failures: { readonly lately: number; readonly usual: number };
  readonly evictions: { readonly lately: number };
  readonly nodes: readonly NodeView[];
  readonly telemetry: TelemetryView | undefined;
  /** Server time, ms. */
  readonly now: number;
}

/** What needs attention, most urgent first: what stops the server, what is about to be lost, what is filling up, what went wrong. */
export function concerns(seen: Seen): readonly Concern[] {
  const { overview, expiring, pressed, nodes, telemetry } = seen;
  const { journal, loopDelayP99 } = overview;
  const lately = seen.events.filter(({ at }) => seen.now - at < LATELY);
  const counted = (known: number, passes: (event: EventView) => boolean) =>
    Math.max(known, lately.filter(passes).length);
  const failed = counted(seen.failures.lately, ({ kind }) => kind === 'smacks-resume-failed');
  const evicted = counted(
    seen.evictions.lately,
    ({ kind, reason }) => kind === 'session-ended' && reason === 'evicted',
  );
  const dropped = nodes.reduce((sum, { events }) => sum + events.dropped, 0);
  const when = (is: boolean, concern: () => Concern): Concern[] => (is ? [concern()] : []);
  return [
    ...(journal === null || journal.strainedSince === null
      ? []
      : [
          {
            kind: 'journal-strained',
            since: journal.strainedSince,
            reason: journal.strainedReason,
          } as const,
        ]),
    ...nodes.flatMap(fullDisk),
    ...nodes.flatMap(({ state, name }) =>
      when(state === 'draining', () => ({ kind: 'draining', node: name })),
    ),
    ...when(expiring.total > 0, () => ({ kind: 'expiring', sessions: expiring.rows, total: expiring.total })),
    ...when(pressed.total > 0, () => ({ kind: 'pressure', sessions: pressed.rows, total: pressed.total })),
    ...when(failed > 0, () => ({ kind: 'resume-trouble', count: failed, usual: seen.failures.usual })),
    ...when(evicted > 0, () => ({ kind: 'evicted', count: evicted })),
    ...when(loopDelayP99 >= SLOW_MS, () => ({ kind: 'slow', loopDelayP99 })),
    ...when(dropped > 0, () => ({ kind: 'events-dropped', count: dropped })),
    ...(telemetry?.failing ?? []).map(({ signal, cause }): Concern => ({ kind: 'exporter', signal, cause })),
    ...when(journal !== null && journal.quarantined > 0, () => ({
      kind: 'journal-quarantined',
      count: journal?.quarantined ?? 0,
    })),
  ];
}

function fullDisk({ name, disk }: NodeView): Concern[] {
  if (disk === null || (disk.free > LITTLE.bytes && disk.free > disk.total * LITTLE.share)) return [];
  return [{ kind: 'disk', node: name, ...disk }];
}
