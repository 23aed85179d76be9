import { z } from 'zod';
import { pageQuerySchema } from '../page.js';
import type { Condition, Parsed } from './condition.js';
import type { Field, Fields } from './field.js';
import { type Matches, matching } from './matching.js';
import { parseConditions } from './parsing.js';
import { type Order, orderBy, type Sort, sortsOf } from './sorting.js';

/** Conditions in one query, and characters in one condition: a bare JID has at most 2047 bytes. */
const MAX_CONDITIONS = 20;
const MAX_CHARACTERS = 3200;

/** A list that can be filtered and sorted by its fields: the same rules for the server, the command line and the dashboard. */
export class Listing<View, Name extends string, Sortable extends Name = Name> {
  readonly names: readonly Name[];
  readonly sorts: [Sort<Sortable>, ...Sort<Sortable>[]];

  /** @param sortable fields that the list can be sorted by; all of them unless said */
  constructor(
    readonly fields: Fields<View, Name>,
    private readonly idOf: (view: View) => string,
    sortable?: readonly Sortable[],
  ) {
    this.names = Object.keys(fields) as Name[];
    this.sorts = sortsOf(sortable ?? (this.names as Sortable[]));
  }

  parse(texts: string | readonly string[]): Parsed<Name> {
    return parseConditions(this.fields, typeof texts === 'string' ? [texts] : texts);
  }

  matches(conditions: readonly Condition<Name>[]): Matches<View> {
    return matching(this.fields, conditions);
  }

  order(sort: Sort<Sortable>): Order<View> {
    return orderBy(this.fields, this.idOf, sort);
  }

  /** The query of its route: a page, any number of conditions of which all must hold, an order. */
  querySchema<S extends Sort<Sortable>>(byDefault: S) {
    const spelt = Object.entries<Field<View>>(this.fields).map(
      ([name, field]) => `\`${name}\`: ${sayOf(field)}`,
    );
    // Strict: a condition under a name that nothing knows must not give the whole list.
    return pageQuerySchema.strict().extend({
      filter: z
        .preprocess(
          (given: string | readonly string[] | undefined) => (typeof given === 'string' ? [given] : given),
          z.array(z.string().min(1).max(MAX_CHARACTERS)).max(MAX_CONDITIONS).optional(),
        )
        .describe(
          `FIELD OP VALUE, repeated for each condition; all must hold. OP is = != ~ (contains) !~ < <= > >=. ${spelt.join('. ')}.`,
        ),
      sort: z
        .enum(this.sorts)
        .default(byDefault as never)
        .describe('A field, with a `-` before it for the largest first; what has no value comes last'),
    });
  }
}

function sayOf<View>({ kind, says, choices, nullable }: Field<View>): string {
  const words = choices === undefined ? '' : ` (${choices.join(', ')})`;
  return `${says}, ${kind}${words}${nullable ? ' or none' : ''}`;
}
