import { InvalidArgumentError } from 'commander';

/** A whole number of at least `min`, for an option or argument. */
export const wholeNumber =
  (min: number) =>
  (text: string): number => {
    if (!/^\d{1,10}$/.test(text) || Number(text) < min) {
      throw new InvalidArgumentError(`It must be a whole number from ${min}.`);
    }
    return Number(text);
  };

/** A limit's value: a whole number, or `none` for unlimited. */
export const limitValue = (text: string): number | null =>
  ['none', 'null', 'unlimited'].includes(text.toLowerCase()) ? null : wholeNumber(0)(text);

/** A span of time in whole seconds: `90`, `90s`, `5m`, `2h`, `1d`. */
export function seconds(text: string): number {
  const [, number, unit = 's'] = /^(\d{1,7})([smhd]?)$/.exec(text) ?? [];
  const size = { s: 1, m: 60, h: 3600, d: 86_400 }[unit === '' ? 's' : unit];
  if (number === undefined || size === undefined || Number(number) === 0) {
    throw new InvalidArgumentError('It must be a span of time like 90s, 5m, 2h or 1d.');
  }
  return Number(number) * size;
}

/** A moment, ms since the epoch: ISO 8601, or a distance back from now such as `-2h`. */
export function moment(text: string): number {
  if (/^-\d+[smhd]$/.test(text)) return Date.now() - seconds(text.slice(1)) * 1000;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new InvalidArgumentError('It must be like 2025-06-01T12:00:00Z, or -2h.');
  return at;
}

/** One of several words for an option that may be repeated. */
export const names = (text: string): string[] => text.split(',').map((name) => name.trim());
