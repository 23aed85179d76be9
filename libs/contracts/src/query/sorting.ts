import type { Fields, FieldValue } from './field.js';

/** A field, or the field behind a `-` for the largest first. */
export type Sort<Name extends string = string> = Name | `-${Name}`;

/** Where a view stands in a sorted list: its key, and its id where keys are the same. */
export interface Place {
  readonly key: FieldValue;
  readonly id: string;
}

export interface Order<View> {
  place(view: View): Place;
  /** Negative when `a` comes first. What has no value comes last in either direction; the same values go by id, ascending. */
  compare(a: Place, b: Place): number;
  /** The same of a view that is not worth a place of its own yet. */
  compareView(view: View, b: Place): number;
}

/** Every sort of these fields, as an enum for schemas. */
export function sortsOf<Name extends string>(names: readonly Name[]) {
  return names.flatMap((name): [Name, `-${Name}`] => [name, `-${name}`]) as [Sort<Name>, ...Sort<Name>[]];
}

export function sortParts<Name extends string>(sort: Sort<Name>): { field: Name; descending: boolean } {
  const descending = sort.startsWith('-');
  return { field: (descending ? sort.slice(1) : sort) as Name, descending };
}

export function orderBy<View, Name extends string>(
  fields: Fields<View, Name>,
  idOf: (view: View) => string,
  sort: Sort<Name>,
): Order<View> {
  const { field, descending } = sortParts(sort);
  const { read, order } = fields[field];
  const key = order ?? ((view: View) => read(view, 0));
  const compareKeys = (a: FieldValue, b: FieldValue): number => {
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b === descending ? 1 : -1;
  };
  return {
    place: (view) => ({ key: key(view), id: idOf(view) }),
    compare: (a, b) => compareKeys(a.key, b.key) || compareIds(a.id, b.id),
    compareView: (view, b) => compareKeys(key(view), b.key) || compareIds(idOf(view), b.id),
  };
}

const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
