const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A count, with thin grouping: `12,345`. */
export const formatCount = (value: number): string => whole.format(value);

/** Bytes in powers of 1024 with at most one decimal: `0 B`, `1.5 KiB`, `64 MiB`. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 1023.95 would print as "1,024", so step up a little before 1024.
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${oneDigit.format(value)} ${units[unit]}`;
}

/** A share from 0 to 1, rounded down to one decimal: what is not all never reads `100 %`. */
export const formatPercent = (share: number): string => `${oneDigit.format(Math.floor(share * 1000) / 10)} %`;

/** What was measured in whole milliseconds: none of them is not no time. */
export const formatElapsed = (ms: number): string => (ms < 1 ? '< 1 ms' : formatMs(ms));

/** Milliseconds: `0.4 ms`, `38 ms`, `1.2 s`. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return `${oneDigit.format(ms / 1000)} s`;
  return `${(ms < 10 ? oneDigit : whole).format(ms)} ms`;
}
