import { instant } from './words.js';

/** Names of what is a time, ms since the epoch. */
const TIME = /(At|^at|^since|Since|^deadline|^until|^endedAt|^oldestAt)$/;

/** One thing, a line for each of its fields; what is inside it is indented. */
export function fields(thing: object): string {
  return lines(thing, '').join('\n');
}

function lines(thing: object, indent: string): string[] {
  const entries = Object.entries(thing);
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.flatMap(([name, value]: [string, unknown]) => {
    if (isNested(value)) return [`${indent}${name}`, ...lines(value, `${indent}  `)];
    return [`${indent}${name.padEnd(width)}  ${words(name, value)}`.trimEnd()];
  });
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  (!Array.isArray(value) || value.some((one) => typeof one === 'object'));

function words(name: string, value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(String).join(', ');
  if (typeof value === 'number' && TIME.test(name)) return instant(value);
  return String(value as string | number | boolean).replace(/\p{Cc}/gu, '�');
}
