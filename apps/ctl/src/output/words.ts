/** A time for a table: to the second, in UTC, sortable; `-` for none. */
export const instant = (at: number | null): string =>
  at === null ? '-' : new Date(at).toISOString().replace('T', ' ').replace(/\..*/, 'Z');

/** A limit's value. */
export const bound = (value: number | null): string => (value === null ? 'unlimited' : String(value));

/** A duration of `ms` in its two largest units. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const;
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first === -1) return '0s';
  let rest = seconds;
  const parts = units.slice(first, first + 2).map(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${count}${name}`;
  });
  return parts.filter(Boolean).join(' ');
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A size in powers of 1024: `900 bytes`, `3.3 MiB`. */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
