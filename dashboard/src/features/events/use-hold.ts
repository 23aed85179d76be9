import { useEffect, useMemo, useState } from 'react';
import type { Trail } from './trail.js';

/** px; who has scrolled so far down reads, and what comes must not push the rows away. */
const AWAY = 160;
/** Below every event's number: the list was empty when it was held. */
const NOTHING = 0;

export interface Hold {
  /** Undefined while nothing is known yet. */
  readonly shown: Trail | undefined;
  readonly held: boolean;
  /** Events that came since. */
  readonly waiting: number;
}

/** Holds the list as it is while it is paused, or read further down; older events may still be added at its end. */
export function useHold(events: Trail | undefined, paused: boolean): Hold {
  const away = useScrolledAway();
  const held = events !== undefined && (paused || away);
  const newest = events?.[0]?.seq ?? NOTHING;
  const [since, setSince] = useState<number | null>(null);
  if (held && since === null) setSince(newest);
  if (!held && since !== null) setSince(null);
  return useMemo(() => {
    if (events === undefined || since === null) return { shown: events, held, waiting: 0 };
    const waiting = events.findIndex(({ seq }) => seq <= since);
    if (since === NOTHING) return { shown: [], held, waiting: events.length };
    // Other filters: nothing of what was held is in it.
    if (waiting === -1) return { shown: events, held, waiting: 0 };
    return { shown: waiting === 0 ? events : events.slice(waiting), held, waiting };
  }, [events, since, held]);
}

function useScrolledAway(): boolean {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const look = () => setAway(window.scrollY > AWAY);
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, []);
  return away;
}
