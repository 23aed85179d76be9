import classes from './sparkline.module.css';
import type { Tone } from './tone-badge.js';

interface SparklineProps {
  /** Oldest first; null where nothing is known, and the line has a gap. */
  readonly values: readonly (number | null)[];
  readonly tone: Tone;
}

const WIDTH = 120;
const HEIGHT = 24;

/** The run of a figure in the size of a word, from 0. The text beside it says where it went, so readers of the text miss nothing. */
export function Sparkline({ values, tone }: SparklineProps) {
  // One point says nothing of where it goes.
  const few = values.filter((value) => value !== null).length < 2;
  return (
    <svg
      className={`${classes.line} dm-tone`}
      data-tone={tone}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {few ? null : <path d={pathOf(values)} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}

/** SVG path of the values within the box; a value alone between gaps becomes a dot. */
export function pathOf(values: readonly (number | null)[]): string {
  const top = Math.max(...values.map((value) => value ?? 0)) || 1;
  const x = (at: number) => round((at / Math.max(1, values.length - 1)) * WIDTH);
  const y = (value: number) => round(HEIGHT - 1.5 - (value / top) * (HEIGHT - 3));
  let path = '';
  values.forEach((value, at) => {
    if (value === null) return;
    const begins = (values[at - 1] ?? null) === null;
    path += `${begins ? 'M' : 'L'}${x(at)} ${y(value)}`;
    if (begins && (values[at + 1] ?? null) === null) path += `h1`;
  });
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;
