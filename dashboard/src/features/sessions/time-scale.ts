const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What people count time in. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map((n) => n * DAY),
];

export interface Tick {
  readonly at: number;
  readonly text: string;
}

const toTheSecond = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const toTheMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const toTheDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** At most `most` round moments between two times (ms), by the clock on this wall. */
export function ticksOf(from: number, to: number, most: number): Tick[] {
  const step = steps.find((one) => (to - from) / one <= most) ?? (steps.at(-1) as number);
  const offset = new Date(from).getTimezoneOffset() * MINUTE;
  const ticks: Tick[] = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step)
    ticks.push({ at, text: textOf(at, step) });
  return ticks;
}

function textOf(at: number, step: number): string {
  const date = new Date(at);
  if (step >= DAY || (date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0))
    return toTheDay.format(date);
  return (step < MINUTE ? toTheSecond : toTheMinute).format(date);
}

export const zooms = ['life', 'day', 'hour', 'quarter'] as const;
export type Zoom = (typeof zooms)[number];

const spans: Record<Exclude<Zoom, 'life'>, number> = { day: DAY, hour: HOUR, quarter: HOUR / 4 };
/** A life of no length could not be drawn. */
const LEAST = 10 * SECOND;
/** How much of the width is given to what is yet to come. */
const AHEAD = 0.12;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What is drawn of a life. Up to the deadline as far as there is room for it: what is to come is worth less than what was.
 * @param deadline when its hibernation ends; null where none does
 */
export function shownSpan(life: Span, zoom: Zoom, deadline: number | null): Span {
  const length = zoom === 'life' ? Math.max(LEAST, life.to - life.from) : spans[zoom];
  const from = zoom === 'life' ? life.from : life.to - length;
  const ahead = deadline === null ? 0 : Math.min(length * AHEAD, Math.max(0, deadline - life.to));
  // A little room, so that what happens just now is not cut in two by the edge.
  return {
    from: zoom === 'life' ? from - length * 0.01 : from,
    to: from + length + Math.max(length * 0.01, ahead),
  };
}
