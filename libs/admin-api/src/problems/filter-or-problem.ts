import type { Condition, Parsed } from '#contracts';
import { ApiProblem } from './api-problem.js';

/** Reads the conditions of a query. Each mistake is told by its place: what it is, what is allowed, what was probably meant. */
export function filterOrProblem<Name extends string>(
  listing: { parse(texts: readonly string[]): Parsed<Name> },
  texts: readonly string[] = [],
): readonly Condition<Name>[] {
  const parsed = listing.parse(texts);
  if (parsed.ok) return parsed.conditions;
  const errors = parsed.problems.map(({ text, message }) => ({
    path: `filter.${texts.indexOf(text)}`,
    message,
  }));
  throw new ApiProblem('invalid-filter', { detail: `${errors[0]?.message}.`, errors });
}
