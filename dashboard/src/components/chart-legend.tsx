import type { Ref } from 'react';
import { chartText as text } from '../messages/index.js';
import classes from './chart.module.css';
import { type ChartLine, lastOf } from './chart-line.js';

interface ChartLegendProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly lines: readonly ChartLine[];
  /** Of the point under the cursor; null shows the last values. */
  readonly index: number | null;
  /** The cursor is moved by key: what it meets is read aloud. */
  readonly spoken: boolean;
}

/** What each line is, with its value under the cursor or the last one. Its marks are where the picture takes its colours from. */
export function ChartLegend({ ref, lines, index, spoken }: ChartLegendProps) {
  return (
    <div
      ref={ref}
      className={classes.legend}
      data-many={lines.length > 2 || undefined}
      aria-live={spoken ? 'polite' : 'off'}
      aria-atomic="true"
    >
      {lines.map(({ id, label, tone, dashed, values, measure }) => {
        const value = index === null ? lastOf(values) : (values[index] ?? null);
        return (
          <span key={id} className={`${classes.entry} dm-tone`} data-tone={tone}>
            <span
              className={classes.swatch}
              data-swatch
              data-dashed={dashed === true || undefined}
              aria-hidden="true"
            />
            {label}{' '}
            <span className={classes.value} data-testid={`legend-${id}`}>
              {value === null ? text.nothing : measure.format(value)}
            </span>
          </span>
        );
      })}
    </div>
  );
}
