/** What a field holds; null where the field has nothing to say. */
export type FieldValue = string | number | boolean | null;

/**
 * text: any. choice: one of some words. flag: true or false. number: as it is. seconds: a span of time, also written
 * `90s`, `5m`, `2h`, `1d`. time: ms since the epoch, also ISO 8601 or, from now, `-15m` and `+15m`.
 */
export type FieldKind = 'text' | 'choice' | 'flag' | 'number' | 'seconds' | 'time';

/** One field of a listed view that can be asked for and sorted by. */
export interface Field<View> {
  readonly kind: FieldKind;
  /** For people who write filters. */
  readonly says: string;
  /** It can hold null, in a filter `none`. */
  readonly nullable?: true;
  /** Words of a choice. */
  readonly choices?: readonly string[];
  /** A text that is kept in lower case: asked for in any. */
  readonly lower?: true;
  /** @param now ms since the epoch, for what depends on it */
  read(view: View, now: number): FieldValue;
  /** What it is sorted by, where that is not what it reads: the order of a list must not depend on now. */
  order?(view: View): FieldValue;
}

export type Fields<View, Name extends string> = Readonly<Record<Name, Field<View>>>;

export const operators = ['=', '!=', '~', '!~', '<', '<=', '>', '>='] as const;
/** `~` is "contains", in any case of letters. */
export type Operator = (typeof operators)[number];

const EQUAL = ['=', '!='] as const;
const CONTAINS = ['=', '!=', '~', '!~'] as const;
const ORDERED = ['=', '!=', '<', '<=', '>', '>='] as const;

export const operatorsOf: Readonly<Record<FieldKind, readonly Operator[]>> = {
  text: CONTAINS,
  choice: EQUAL,
  flag: EQUAL,
  number: ORDERED,
  seconds: ORDERED,
  time: ORDERED,
};
