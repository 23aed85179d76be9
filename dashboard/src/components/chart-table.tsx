import { formatExact } from '../lib/format-time.js';
import { chartText as text } from '../messages/index.js';
import classes from './chart.module.css';
import type { ChartLine } from './chart-line.js';

interface ChartTableProps {
  readonly title: string;
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
}

/** The values of a chart, the newest first, for who does not see the picture or wants the numbers. */
export function ChartTable({ title, times, lines }: ChartTableProps) {
  const newest = times.map((at, index) => ({ at, index })).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable by key
    <section className={classes.scroll} aria-label={text.values(title)} tabIndex={0}>
      <table className={classes.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{text.time}</th>
            {lines.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newest.map(({ at, index }) => (
            <tr key={at}>
              <th scope="row">{formatExact(at)}</th>
              {lines.map(({ id, values, measure }) => {
                const value = values[index] ?? null;
                return <td key={id}>{value === null ? text.nothing : measure.format(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
