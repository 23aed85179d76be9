const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number) => String(value).padStart(2, '0');

/** A running clock: `0:07`, `4:59`, `1:02:03`, `2 d 03:15`. Takes whole seconds. */
export function formatClock(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  const days = Math.floor(s / DAY);
  const hours = Math.floor((s % DAY) / HOUR);
  const minutes = Math.floor((s % HOUR) / MINUTE);
  if (days > 0) return `${days} d ${two(hours)}:${two(minutes)}`;
  if (hours > 0) return `${hours}:${two(minutes)}:${two(s % MINUTE)}`;
  return `${minutes}:${two(s % MINUTE)}`;
}

/** A span in at most two units: `45 s`, `5 min`, `1 h 30 min`, `2 d`. Takes seconds. */
export function formatSpan(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < MINUTE) return `${s} s`;
  if (s < HOUR) return pair(s, MINUTE, 'min', 1, 's');
  if (s < DAY) return pair(s, HOUR, 'h', MINUTE, 'min');
  return pair(s, DAY, 'd', HOUR, 'h');
}

function pair(s: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((s % big) / small);
  const head = `${Math.floor(s / big)} ${bigName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}
