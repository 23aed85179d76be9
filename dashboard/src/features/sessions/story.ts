import type { EventView, OldSessionView, SessionDetail } from '#contracts';

export type StretchState = 'connected' | 'hibernating' | 'unknown';

/** A time in which the session was in one state. */
export interface Stretch {
  readonly state: StretchState;
  readonly from: number;
  readonly to: number;
  /** It goes on. */
  readonly open: boolean;
}

/** What is told of one moment. */
export interface Mark extends Pick<EventView, 'at' | 'kind' | 'reason' | 'detail' | 'traceId'> {
  readonly key: string;
}

export interface Story {
  readonly from: number;
  /** When it ended, or the time now. */
  readonly to: number;
  readonly over: boolean;
  /** Every event since it was opened is there; else `from` is when it was bound, if that is known. */
  readonly whole: boolean;
  readonly stretches: readonly Stretch[];
  /** Oldest first. */
  readonly marks: readonly Mark[];
}

interface Known {
  /** In any order. */
  readonly events: readonly EventView[];
  /** Null when it is over. */
  readonly session: SessionDetail | null;
  readonly old: OldSessionView | null;
  readonly now: number;
}

/** The state that begins with an event; undefined where it changes nothing or says nothing. */
function stateFrom({ kind, reason }: EventView): StretchState | 'over' | undefined {
  switch (kind) {
    case 'session-opened':
    case 'smacks-enabled':
    case 'smacks-ack-delayed':
    case 'smacks-resumed':
      return 'connected';
    case 'smacks-hibernation-start':
      return 'hibernating';
    case 'smacks-hibernation-end':
      return reason === 'resumed' ? 'connected' : undefined;
    case 'session-ended':
      return 'over';
    default:
      return undefined;
  }
}

/** What is known of a session's life, as it can be drawn. Undefined when nothing is known at all. */
export function storyOf({ events, session, old, now }: Known): Story | undefined {
  const ordered = inOrder(events);
  const [first] = ordered;
  const whole = first?.kind === 'session-opened';
  // The event of its opening comes a moment after it: between the two there is nothing to be known.
  const from = (whole ? first.at : session?.since) ?? first?.at ?? old?.endedAt;
  if (from === undefined) return undefined;

  const stretches: Stretch[] = [];
  let state: StretchState = 'unknown';
  let since = Math.min(from, first?.at ?? from);
  let endedAt: number | undefined;
  const close = (to: number, open = false) => {
    if (to > since || open) stretches.push({ state, from: since, to: Math.max(to, since), open });
  };
  for (const event of ordered) {
    const next = endedAt === undefined ? stateFrom(event) : undefined;
    if (next === undefined || next === state) continue;
    close(event.at);
    since = event.at;
    if (next === 'over') endedAt = event.at;
    else state = next;
  }
  const last = ordered.at(-1)?.at ?? from;
  if (endedAt === undefined) {
    const asleepSince = session?.hibernatingSince ?? null;
    if (session !== null && state === 'unknown' && asleepSince !== null && asleepSince >= since) {
      // No event of it is kept, but this much the session tells itself.
      close(asleepSince);
      since = asleepSince;
      state = 'hibernating';
    }
    close(session === null ? (old?.endedAt ?? last) : now, session !== null);
  }
  const to = session === null ? Math.max(last, old?.endedAt ?? last) : Math.max(now, last);
  return {
    from: Math.min(from, first?.at ?? from),
    to,
    over: session === null,
    whole,
    stretches,
    marks: marksOf(ordered, session),
  };
}

/** By number; times never go back, whatever a clock did. */
function inOrder(events: readonly EventView[]): EventView[] {
  let latest = Number.NEGATIVE_INFINITY;
  return [...events]
    .sort((a, b) => a.seq - b.seq)
    .map((event) => {
      latest = Math.max(latest, event.at);
      return event.at === latest ? event : { ...event, at: latest };
    });
}

function marksOf(events: readonly EventView[], session: SessionDetail | null): Mark[] {
  const marks: Mark[] = events
    // The resumption, or the end, is an event of its own.
    .filter(({ kind }) => kind !== 'smacks-hibernation-end')
    .map((event) => ({ ...event, key: String(event.seq) }));
  const failure = session?.lastResumeFailure;
  if (failure == null) return marks;
  // Somebody else's attempt is no event of this session's, but it is remembered with it.
  const told = events.some(
    ({ kind, at }) => kind === 'smacks-resume-failed' && Math.abs(at - failure.at) < 1000,
  );
  if (told) return marks;
  const untold: Mark = {
    ...failure,
    key: 'last-refused',
    kind: 'smacks-resume-failed',
    detail: null,
    traceId: null,
  };
  return [...marks, untold].sort((a, b) => a.at - b.at);
}

/** What became of what was queued at the end, as `2 bounced`; empty when nothing was, undefined when it is not known. */
export function fateOf(events: readonly EventView[]): string | undefined {
  const ended = events.find(({ kind }) => kind === 'session-ended');
  if (ended === undefined) return undefined;
  // Stanzas may have been lost before the end as well, for another reason.
  const fate = events.find(({ kind, reason }) => kind === 'delivery-failure' && reason === ended.reason);
  return fate?.detail ?? '';
}

/** Both, each event once. */
export function mergedEvents(...lists: readonly (readonly EventView[])[]): EventView[] {
  return [...new Map(lists.flat().map((event) => [event.seq, event])).values()].sort((a, b) => b.seq - a.seq);
}
