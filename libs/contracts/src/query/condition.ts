import type { FieldKind, FieldValue, Operator } from './field.js';

/** A point in time that moves with the clock; ms, negative in the past. */
export interface FromNow {
  readonly fromNow: number;
}

/** One condition of a filter; all of a filter's conditions must hold. Numbers are in the unit of their field. */
export interface Condition<Name extends string = string> {
  readonly field: Name;
  readonly operator: Operator;
  readonly value: FieldValue | FromNow;
}

/** What is wrong with a condition, in words and in parts. */
export interface FilterProblem {
  /** The condition as it was written. */
  readonly text: string;
  /** The field it names, where it names one there is. */
  readonly field: string | null;
  /** A sentence for whoever wrote it. */
  readonly message: string;
  /** What could stand where the mistake is: fields, operators or words. */
  readonly allowed: readonly string[];
  /** The one of them most likely meant. */
  readonly nearest: string | null;
}

export type Parsed<Name extends string> =
  | { readonly ok: true; readonly conditions: readonly Condition<Name>[] }
  | { readonly ok: false; readonly problems: readonly FilterProblem[] };

/** The text that {@link Condition} was parsed from, in the one spelling there is for it. */
export function filterText({ field, operator, value }: Condition): string {
  return `${field}${operator}${valueText(value)}`;
}

function valueText(value: Condition['value']): string {
  if (value === null) return 'none';
  if (typeof value !== 'object') return String(value);
  return `${value.fromNow < 0 ? '-' : '+'}${Math.abs(value.fromNow) / 1000}s`;
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SPAN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/** ms, undefined when it is no span of time. */
function spanOf(text: string): number | undefined {
  const [, number, unit] = SPAN.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * UNITS[unit as keyof typeof UNITS];
}

function numberOf(text: string): number | undefined {
  const number = Number(text);
  return text === '' || !Number.isFinite(number) ? undefined : number;
}

/** A time: ms since the epoch, a date, or a distance from now. */
function timeOf(text: string): number | FromNow | undefined {
  // Without a sign too: a `+` that was not encoded for a URL arrives as a space, and is trimmed.
  const span = spanOf(text.replace(/^[-+]/, ''));
  if (span !== undefined) return { fromNow: text.startsWith('-') ? -span : span };
  if (DATE.test(text)) return numberOf(String(Date.parse(text)));
  return numberOf(text);
}

/** Reads the right-hand side of a condition; undefined when it is nothing of its kind. Texts and choices are not for here. */
export function measureOf(kind: Exclude<FieldKind, 'text' | 'choice'>, text: string) {
  switch (kind) {
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'number':
      return numberOf(text);
    case 'seconds': {
      const span = spanOf(text);
      return span === undefined ? numberOf(text) : span / 1000;
    }
    case 'time':
      return timeOf(text);
  }
}

/** How a value of this kind is written. */
export const written: Readonly<Record<Exclude<FieldKind, 'text' | 'choice'>, string>> = {
  flag: 'true or false',
  number: 'a number',
  seconds: 'seconds, or a span of time such as 90s, 5m, 2h, 1d',
  time: 'a date (ISO 8601), ms since the epoch, or a distance from now such as -15m',
};
