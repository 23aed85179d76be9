const SECOND = 1000;
const steps = [
  { unit: 'day', ms: 86_400 * SECOND },
  { unit: 'hour', ms: 3600 * SECOND },
  { unit: 'minute', ms: 60 * SECOND },
  { unit: 'second', ms: SECOND },
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });
const exact = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `at` as seen from `now`: `now`, `12 sec. ago`, `3 hr. ago`. A time slightly ahead (clocks differ) counts as now. */
export function formatRelative(at: number, now: number): string {
  const past = now - at;
  if (Math.abs(past) < 2 * SECOND) return 'now';
  const step = steps.find(({ ms }) => Math.abs(past) >= ms) ?? steps[3];
  return relative.format(-Math.trunc(past / step.ms), step.unit);
}

/** Date, time and zone, for hovering and for machines that read labels aloud. */
export const formatExact = (at: number): string => exact.format(at);

/** Time of day to the second. */
export const formatClockTime = (at: number): string => clock.format(at);
