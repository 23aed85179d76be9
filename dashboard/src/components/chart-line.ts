import type { Tone } from './tone-badge.js';

/** How the values of a line are written, and which numbers its axis is divided by. */
export interface Measure {
  readonly format: (value: number) => string;
  /** Distances between the lines of the grid, ascending. */
  readonly steps: readonly number[];
  /** The axis reaches at least this far, so that a small change of next to nothing does not look like a mountain. */
  readonly least: number;
}

/** One line of a chart. */
export interface ChartLine {
  readonly id: string;
  readonly label: string;
  /** The meaning that gives it its colour. */
  readonly tone: Tone;
  readonly measure: Measure;
  /** Its scale stands on the right, where it has another unit than the first one. */
  readonly right?: boolean;
  readonly dashed?: boolean;
  /** One for each of the chart's times; null where nothing is known, and the line has a gap. */
  readonly values: readonly (number | null)[];
}

/** Time that a chart spans, ms since the epoch. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The last value there is; null where there is none. */
export const lastOf = (values: readonly (number | null)[]): number | null =>
  values.findLast((value) => value !== null) ?? null;
