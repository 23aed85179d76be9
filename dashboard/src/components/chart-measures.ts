import { formatBytes, formatCount, formatMs } from '../lib/format-number.js';
import type { Measure } from './chart-line.js';

const decades = (...factors: readonly number[]) =>
  Array.from({ length: 13 }, (_, power) => factors.map((factor) => factor * 10 ** power)).flat();

const small = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const formatRate = (value: number) => (value < 10 ? small.format(value) : formatCount(value));

export const countMeasure: Measure = { format: formatCount, steps: decades(1, 2, 5), least: 4 };
export const rateMeasure: Measure = {
  format: formatRate,
  steps: [0.1, 0.2, 0.5, ...decades(1, 2, 5)],
  least: 1,
};
export const msMeasure: Measure = { format: formatMs, steps: [0.5, ...decades(1, 2, 5)], least: 1 };
export const bytesMeasure: Measure = {
  format: formatBytes,
  steps: Array.from({ length: 5 }, (_, unit) =>
    // Half a unit, not 500 of the smaller one: multiples of that read as uneven once they reach the next unit.
    [1, 2, 5, 10, 20, 50, 100, 200, 512].map((n) => n * 1024 ** unit),
  ).flat(),
  least: 1024,
};
