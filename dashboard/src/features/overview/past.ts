import { type History, type HistoryFigure, historyFigures } from '#contracts';
import { figureAt, type Moment } from './moments.js';

/** Figures over time: levels and peaks as they are, totals per second. */
export interface Past {
  /** ms, ascending. */
  readonly times: readonly number[];
  readonly of: (name: HistoryFigure) => readonly (number | null)[];
}

/** Points that a line of any length has at most, about. */
const POINTS = 360;

/**
 * What the server kept, continued by what was seen since. Only stretches that are over are taken from what was kept: of the
 * one that has begun a total would look too small.
 */
export function pastOf(history: History | undefined, moments: readonly Moment[]): Past {
  const now = moments.at(-1)?.at ?? history?.to ?? 0;
  const { from = 0, to = 0, step = 1, figures = {} } = history ?? {};
  const over = Math.max(0, Math.floor((Math.min(now, to) - from) / step));
  const kept = Array.from({ length: over }, (_, at) => from + at * step + step / 2);
  const end = from + over * step;
  const fresh = thinned(moments, end, Math.max(1000, (to - from) / POINTS));
  return {
    times: [...kept, ...fresh.map((index) => moments[index]?.at ?? 0)],
    of: (name) => {
      const scale = historyFigures[name] === 'total' ? 1000 / step : 1;
      const values = figures[name]?.values ?? [];
      return [
        ...kept.map((_, at) => {
          const value = values[at] ?? null;
          return value === null ? null : value * scale;
        }),
        ...fresh.map((index) => figureAt(name, moments, index)),
      ];
    },
  };
}

/** Places of the moments after `end`, no nearer to each other than `apart` ms; the newest is always there, and so are gaps. */
function thinned(moments: readonly Moment[], end: number, apart: number): readonly number[] {
  const places: number[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (let index = moments.length - 1; index >= 0; index--) {
    const moment = moments[index];
    if (moment === undefined || moment.at <= end) break;
    if (moment.at > next && moment.overview !== null) continue;
    places.unshift(index);
    next = moment.at - apart;
  }
  return places;
}
