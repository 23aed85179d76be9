import type { EventView, LiveMessage, Overview, SessionView } from '#contracts';

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

/** More than a table can show with sense; beyond it lists come from the server page by page. */
export const SESSION_CAP = 2000;
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

/** The state after a message that arrived at `receivedAt` (ms, our clock). Sessions that did not change keep their
 *  object, so that their rows need not render again. */
export function applyLive(state: LiveState, message: LiveMessage, receivedAt: number): LiveState {
  const restarted = state.overview !== null && state.overview.startedAt !== message.overview.startedAt;
  // Event numbers start again with the process, so those from before would hide the new ones.
  const known = restarted ? [] : state.events;
  return {
    ...state,
    ...sessionsAfter(state, message),
    at: message.at,
    offset: steadyOffset(state, message.at - receivedAt),
    overview: message.overview,
    events: mergeEvents(known, message.events),
  };
}

function sessionsAfter(state: LiveState, message: LiveMessage): Pick<LiveState, 'sessions' | 'complete'> {
  if (message.type === 'snapshot') {
    return {
      sessions: new Map(message.sessions.map((session) => [session.id, session])),
      complete: !message.truncated,
    };
  }
  if (message.changed.length === 0 && message.gone.length === 0) {
    return { sessions: state.sessions, complete: state.complete };
  }
  const sessions = new Map(state.sessions);
  let complete = state.complete;
  for (const id of message.gone) sessions.delete(id);
  for (const session of message.changed) {
    if (sessions.has(session.id) || sessions.size < SESSION_CAP) sessions.set(session.id, session);
    else complete = false;
  }
  return { sessions, complete };
}

/** Every message measures the clocks' difference plus its own way here. Small changes are the way; following them would
 *  make the countdowns stutter. */
function steadyOffset(state: LiveState, measured: number): number {
  return state.at !== null && Math.abs(measured - state.offset) < 500 ? state.offset : measured;
}

/** Newest first, each number once, bounded. `fresh` comes oldest first. */
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
