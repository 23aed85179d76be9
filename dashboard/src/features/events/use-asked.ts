import { use, useMemo } from 'react';
import { LiveContext } from '../../lib/live.js';
import type { EventsAsked } from './api/events.js';
import { type EventsSearch, kindsOf, pastSpans } from './search.js';

/** What the address asks for. "The last hour" begins where it began when it was chosen, so that nothing is asked anew each second. */
export function useAsked(search: EventsSearch): EventsAsked {
  const { store, ticker } = use(LiveContext);
  const { past } = search;
  const from = useMemo(
    () => (past === undefined ? undefined : ticker.now() + store.getState().offset - pastSpans[past]),
    [past, store, ticker],
  );
  const kinds = kindsOf(search);
  const asked: EventsAsked = {
    session: search.session,
    user: search.user,
    kind: kinds.length === 0 ? undefined : [...kinds],
    reason: search.reason,
    from: from ?? search.from,
    to: search.to,
  };
  return JSON.parse(JSON.stringify(asked)) as EventsAsked;
}
