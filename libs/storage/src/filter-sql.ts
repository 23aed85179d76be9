import type { Condition } from '#contracts';

/** Where the fields of a list are found; a text that is kept in lower case is looked for as it is. */
export type Columns<Name extends string> = Readonly<
  Record<Name, { readonly sql: string; readonly lower?: true }>
>;

export interface Where {
  /** Terms to be joined by AND, `?` for each parameter. */
  readonly terms: readonly string[];
  readonly parameters: readonly (string | number | boolean | null)[];
}

/** The conditions of a filter as SQL; their fields are never null. @param now ms since the epoch, for times that move with it */
export function whereOf<Name extends string>(
  conditions: readonly Condition<Name>[],
  columns: Columns<Name>,
  now: number,
): Where {
  const terms = conditions.map(({ field, operator }) => {
    const { sql, lower } = columns[field];
    // SQLite's lower() knows ASCII alone, as does its LIKE.
    const text = lower ? sql : `lower(${sql})`;
    if (operator === '~') return `instr(${text}, ?) > 0`;
    if (operator === '!~') return `instr(${text}, ?) = 0`;
    return `${sql} ${operator === '!=' ? '<>' : operator} ?`;
  });
  const parameters = conditions.map(({ operator, value }) => {
    if (typeof value === 'object' && value !== null) return now + value.fromNow;
    return operator === '~' || operator === '!~' ? String(value).toLowerCase() : value;
  });
  return { terms, parameters };
}
