import type { EventView, LiveData, Overview, SessionView } from '#contracts';

/** waiting: lost, and `retryAt` says when the next attempt comes. closed: not wanted (signed out). */
export type Channel = 'connecting' | 'live' | 'waiting' | 'closed';

/** One point of the chart; the figures are null where the channel was down, so that the line breaks there. */
export interface Sample {
  readonly at: number;
  readonly connected: number | null;
  readonly hibernating: number | null;
}

export interface LiveState {
  readonly channel: Channel;
  /** When the next attempt comes, by this machine's clock. */
  readonly retryAt: number | null;
  /** Server time of the newest message; null before the first. */
  readonly at: number | null;
  /** Server clock minus ours, ms. */
  readonly offset: number;
  readonly overview: Overview | null;
  readonly sessions: ReadonlyMap<string, SessionView>;
  /** `sessions` holds every session of the server, so that it can be filtered and sorted here. */
  readonly complete: boolean;
  /** Newest first. */
  readonly events: readonly EventView[];
  readonly history: readonly Sample[];
}

export const EVENT_CAP = 500;
/** A quarter of an hour at one point a second. */
export const HISTORY_CAP = 900;

export const emptyLive: LiveState = {
  channel: 'connecting',
  retryAt: null,
  at: null,
  offset: 0,
  overview: null,
  sessions: new Map(),
  complete: false,
  events: [],
  history: [],
};

/** What one of the subscriptions shows now, and the server's time when it said so. */
export type LiveUpdate = { readonly at: number } & (
  | LiveData['overview']
  | { readonly sessions: LiveData['sessions'] }
  | LiveData['events']
);

/** The state after an update that arrived at `receivedAt` (ms, our clock). Sessions that did not change keep their
 *  object, so that their rows need not render again. */
export function applyLive(state: LiveState, update: LiveUpdate, receivedAt: number): LiveState {
  const timed = { ...state, at: update.at, offset: steadyOffset(state, update.at - receivedAt) };
  if ('overview' in update) return { ...timed, overview: update.overview };
  if ('events' in update) return { ...timed, events: mergeEvents(state.events, update.events) };
  const { rows, total } = update.sessions;
  return {
    ...timed,
    sessions: new Map(rows.map((session) => [session.id, session])),
    complete: rows.length === total,
  };
}

/** Every message measures the clocks' difference plus its own way here. Small changes are the way; following them would
 *  make the countdowns stutter. */
function steadyOffset(state: LiveState, measured: number): number {
  return state.at !== null && Math.abs(measured - state.offset) < 500 ? state.offset : measured;
}

/** Newest first, each number once, bounded. */
export function mergeEvents(known: readonly EventView[], fresh: readonly EventView[]): readonly EventView[] {
  if (fresh.length === 0) return known;
  const bySeq = new Map<number, EventView>();
  for (const event of known) bySeq.set(event.seq, event);
  for (const event of fresh) bySeq.set(event.seq, event);
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, EVENT_CAP);
}

/** Adds one point to the chart's line. */
export function addSample(state: LiveState, now: number): LiveState {
  if (state.overview === null) return state;
  const live = state.channel === 'live';
  const sample: Sample = {
    at: now + state.offset,
    connected: live ? state.overview.connected : null,
    hibernating: live ? state.overview.hibernating : null,
  };
  return { ...state, history: [...state.history.slice(1 - HISTORY_CAP), sample] };
}
