/** The query language of lists: conditions and orders over the fields of a view, as text and compiled. */
export * from './condition.js';
export { listName } from './cursor.js';
export {
  type Field,
  type FieldKind,
  type Fields,
  type FieldValue,
  type Operator,
  operatorsOf,
} from './field.js';
export * from './listing.js';
export type { Matches } from './matching.js';
export { type ListQuery, PageInTheMaking, pageFrom } from './paging.js';
export type { Order, Place, Sort } from './sorting.js';
