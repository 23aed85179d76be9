import { useMemo } from 'react';
import type { SessionView } from '#contracts';
import { useLive } from '../../lib/live.js';
import { useSessionsPage } from './api/sessions.js';
import { conditionsOf, passing } from './filter.js';
import type { SessionsSearch } from './search.js';

export interface SessionRows {
  /** Undefined until something is known. */
  readonly rows: readonly SessionView[] | undefined;
  readonly total: number;
  /** The list is a page of the server's, in its order. */
  readonly paged: boolean;
  readonly next: string | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The sessions to show: all of them, filtered here, where the live channel holds all; else a page from the server, with
 *  what the live channel knows laid over it. */
export function useSessionRows(search: SessionsSearch): SessionRows {
  const { state, user, backlog, after } = search;
  const complete = useLive((live) => live.complete);
  const sessions = useLive((live) => live.sessions);
  const page = useSessionsPage(
    { filter: conditionsOf({ state, user, backlog }), ...(after === undefined ? {} : { after }) },
    !complete,
  );
  const asked = page.data;

  const rows = useMemo(() => {
    const passes = passing({ state, user, backlog });
    if (!complete) return asked?.items.map((row) => sessions.get(row.id) ?? row).filter(passes);
    return [...sessions.values()].filter(passes).sort((a, b) => b.since - a.since);
  }, [complete, sessions, asked, state, user, backlog]);

  return {
    rows,
    total: complete ? (rows?.length ?? 0) : (asked?.total ?? 0),
    paged: !complete,
    next: complete ? null : (asked?.next ?? null),
    error: complete ? null : page.error,
    retry: () => void page.refetch(),
  };
}
