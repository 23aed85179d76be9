import { useMemo } from 'react';
import type { LiveAsk, Overview } from '#contracts';
import { useLive, useServerTime } from '../../lib/live.js';
import { useLiveView } from '../../lib/live-view.js';
import { useNodes } from '../../lib/nodes.js';
import { useTelemetry } from '../../lib/telemetry.js';
import { useHistory } from './api/history.js';
import { type Concern, concerns, type Few, LATELY, PRESSURE, SOON_SECONDS } from './attention.js';
import { ranges } from './search.js';
import { added } from './trend.js';

/** Sessions of a kind that are named; the list has the others. */
const NAMED = 3;
/** Drawn up anew when its sources change and otherwise this often, ms; the countdowns in it tick by themselves. */
const STEP = 5000;

const expiringFilter = ['state=hibernating', 'unacked>0', `timeLeft<${SOON_SECONDS}`];
const pressedFilter = [`pressure>=${PRESSURE}`];

/** The conditions of a concern's list, for the way there. */
export const concernFilter = { expiring: expiringFilter, pressure: pressedFilter } as const;

const ask = (filter: string[], sort: 'timeLeft' | '-pressure'): LiveAsk<'sessions'> => ({
  view: 'sessions',
  filter,
  sort,
  window: { offset: 0, limit: NAMED },
});
const NOBODY: Few = { rows: [], total: 0 };

/** What needs attention now, kept current. */
export function useAttention(overview: Overview): readonly Concern[] {
  const expiring = useLiveView<'sessions'>(ask(expiringFilter, 'timeLeft')).data ?? NOBODY;
  const pressed = useLiveView<'sessions'>(ask(pressedFilter, '-pressure')).data ?? NOBODY;
  const events = useLive((state) => state.events);
  const now = useServerTime((time) => Math.floor(time / STEP) * STEP);
  const { data: history } = useHistory(ranges['1h']);
  const nodes = useNodes().data?.items;
  const telemetry = useTelemetry().data;
  return useMemo(() => {
    const lately = (name: 'resumeFailures' | 'evictions') => added(history, name, { now, since: LATELY });
    const before = added(history, 'resumeFailures', { now, since: ranges['1h'], until: LATELY });
    return concerns({
      overview,
      expiring,
      pressed,
      events,
      failures: { lately: lately('resumeFailures'), usual: before / (ranges['1h'] / LATELY - 1) },
      evictions: { lately: lately('evictions') },
      nodes: nodes ?? [],
      telemetry,
      now,
    });
  }, [overview, expiring, pressed, events, history, nodes, telemetry, now]);
}
