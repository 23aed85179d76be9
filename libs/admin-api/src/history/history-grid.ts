import { type HistoryFigure, historyFigures } from '#contracts';
import type { HistoryRow } from '#ports';

type Figures = Readonly<Record<string, number>>;

const kindOf = (name: string) => historyFigures[name as HistoryFigure] as string | undefined;

/** Stretches of `step` ms made of shorter ones; what they lack they do not say. A stretch begins at a multiple of its step. */
export function rolledUp(rows: readonly HistoryRow[], step: number): HistoryRow[] {
  const groups = new Map<number, Figures[]>();
  for (const { at, figures } of rows) {
    const start = Math.floor(at / step) * step;
    const group = groups.get(start);
    if (group === undefined) groups.set(start, [figures]);
    else group.push(figures);
  }
  return [...groups].map(([at, group]) => ({ step, at, figures: together(group) }));
}

/** Levels are averaged, peaks are the highest, totals are added up. */
function together(group: readonly Figures[]): Figures {
  const names = new Set(group.flatMap((figures) => Object.keys(figures)));
  const entries = [...names].map((name): [string, number] => {
    const values = group.flatMap((figures) => figures[name] ?? []);
    const sum = values.reduce((total, value) => total + value, 0);
    switch (kindOf(name)) {
      case 'total':
        return [name, sum];
      case 'peak':
        return [name, Math.max(...values)];
      default:
        return [name, Math.round((sum / values.length) * 100) / 100];
    }
  });
  return Object.fromEntries(entries);
}

/** One figure at `from`, `from + step`, …; null where no row is. */
export function onGrid(
  rows: readonly HistoryRow[],
  name: string,
  { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
): (number | null)[] {
  const known = new Map(rows.map(({ at, figures }) => [at, figures[name]]));
  const values: (number | null)[] = [];
  for (let at = from; at < to; at += step) values.push(known.get(at) ?? null);
  return values;
}
