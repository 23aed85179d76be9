import type { History, HistoryFigure } from '#contracts';
import type { Past } from './past.js';

const HOUR = 3_600_000;
/** Less of the past says nothing about where something goes. */
const ENOUGH = 5 * 60_000;

/** A figure's last hour: its run for a sparkline, and where it came from. */
export interface Trend {
  readonly values: readonly (number | null)[];
  /** What it was at the beginning, and how long ago that is, ms; null while too little is known. */
  readonly before: { readonly value: number; readonly ago: number } | null;
}

/** Points of a picture as small as a word. */
const POINTS = 60;

/** Of a level, as it was. */
export function levelTrend({ times }: Past, values: readonly (number | null)[], now: number): Trend {
  const first = values.findIndex((value, at) => value !== null && (times[at] ?? 0) >= now - HOUR - 10_000);
  const value = values[first];
  const ago = now - (times[first] ?? now);
  return {
    values: thin(values),
    before: value === null || value === undefined || ago < ENOUGH ? null : { value, ago },
  };
}

/** How much a total has grown between two distances from now (ms), as far as that was kept. */
export function added(
  history: History | undefined,
  name: HistoryFigure,
  { now, since, until = 0 }: { readonly now: number; readonly since: number; readonly until?: number },
): number {
  if (history === undefined) return 0;
  const { from, step, figures } = history;
  const values = figures[name]?.values ?? [];
  return values.reduce<number>((sum, value, index) => {
    const ago = now - (from + index * step);
    return ago <= since && ago > until ? sum + (value ?? 0) : sum;
  }, 0);
}

/** About sixty of them, each the highest of its neighbours: a peak must not vanish. */
export function thin(values: readonly (number | null)[]): readonly (number | null)[] {
  const size = Math.ceil(values.length / POINTS);
  if (size <= 1) return values;
  return Array.from({ length: Math.ceil(values.length / size) }, (_, group) => {
    const known = values.slice(group * size, (group + 1) * size).filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  });
}
