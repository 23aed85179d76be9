import type { LiveChange, LiveData, LiveViewName } from './live.js';
import { changedJobs } from './live-jobs.js';
import type { SessionView } from './session.js';

type Window = LiveData['sessions'];
type WindowChange = LiveChange['sessions'];

/**
 * What makes `after` of `before`, two windows of one list; undefined when nothing does. A view is replaced when it changes,
 * so the same object is the same row.
 */
export function windowChange(before: Window, after: Window): WindowChange | undefined {
  const known = new Map(before.rows.map((row) => [row.id, row]));
  const changed: SessionView[] = [];
  const entered: SessionView[] = [];
  for (const row of after.rows) {
    const was = known.get(row.id);
    if (was === undefined) entered.push(row);
    else if (was !== row) changed.push(row);
    known.delete(row.id);
  }
  const gone = [...known.keys()];
  const same =
    before.rows.length === after.rows.length && before.rows.every(({ id }, at) => id === after.rows[at]?.id);
  if (same && changed.length === 0 && before.total === after.total) return undefined;
  const order = same ? {} : { order: after.rows.map(({ id }) => id) };
  return { changed, entered, gone, ...order, total: after.total };
}

/** The window after `change`; rows that did not change keep their object. Undefined when the change is of another window. */
export function changedWindow(before: Window, change: WindowChange): Window | undefined {
  const rows = new Map(before.rows.map((row) => [row.id, row]));
  for (const id of change.gone) if (!rows.delete(id)) return undefined;
  for (const row of change.changed) {
    if (!rows.has(row.id)) return undefined;
    rows.set(row.id, row);
  }
  for (const row of change.entered) rows.set(row.id, row);
  const ordered = change.order === undefined ? [...rows.values()] : inOrder(rows, change.order);
  return ordered && { ...before, rows: ordered, total: change.total };
}

function inOrder(rows: ReadonlyMap<string, SessionView>, order: readonly string[]) {
  const ordered = order.map((id) => rows.get(id)).filter((row) => row !== undefined);
  return ordered.length === order.length && ordered.length === rows.size ? ordered : undefined;
}

/** How many events a subscription goes on holding: as many as its snapshot may have. */
const EVENTS_HELD = 200;

/** What a subscription shows after a delta; undefined when the delta does not fit it, and a resync is due. */
export function changedData<V extends LiveViewName>(
  view: V,
  data: LiveData[V],
  change: LiveChange[V],
): LiveData[V] | undefined;
export function changedData(view: LiveViewName, data: unknown, change: unknown): unknown {
  switch (view) {
    case 'overview': {
      const { overview } = data as LiveData['overview'];
      return { overview: { ...overview, ...(change as LiveChange['overview']).overview } };
    }
    case 'sessions':
      return changedWindow(data as Window, change as WindowChange);
    case 'session': {
      const held = data as LiveData['session'];
      const { session, events } = change as LiveChange['session'];
      return {
        session: session === undefined ? held.session : session,
        events: [...events, ...held.events].slice(0, EVENTS_HELD),
      };
    }
    case 'events': {
      const { events } = change as LiveChange['events'];
      return { events: [...events, ...(data as LiveData['events']).events].slice(0, EVENTS_HELD) };
    }
    case 'bulk':
      return changedJobs(data as LiveData['bulk'], change as LiveChange['bulk']);
  }
}
