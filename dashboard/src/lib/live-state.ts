import type { EventView, LiveData, Overview } from '#contracts';

/** waiting: lost, and `retryAt` says when the next attempt comes. closed: not wanted (signed out). */
export type Channel = 'connecting' | 'live' | 'waiting' | 'closed';

export interface LiveState {
  readonly channel: Channel;
  /** When the next attempt comes, by this machine's clock. */
  readonly retryAt: number | null;
  /** Server time of the newest message; null before the first. */
  readonly at: number | null;
  /** Server clock minus ours, ms. */
  readonly offset: number;
  readonly overview: Overview | null;
  /** Newest first. */
  readonly events: readonly EventView[];
}

export const EVENT_CAP = 500;

export const emptyLive: LiveState = {
  channel: 'connecting',
  retryAt: null,
  at: null,
  offset: 0,
  overview: null,
  events: [],
};

/** What one of the subscriptions shows now, and the server's time when it said so. */
export type LiveUpdate = { readonly at: number } & (LiveData['overview'] | LiveData['events']);

/** The state after an update that arrived at `receivedAt` (ms, our clock). */
export function applyLive(state: LiveState, update: LiveUpdate, receivedAt: number): LiveState {
  const timed = { ...state, at: update.at, offset: steadyOffset(state, update.at - receivedAt) };
  if ('overview' in update) return { ...timed, overview: update.overview };
  return { ...timed, events: mergeEvents(state.events, update.events) };
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
