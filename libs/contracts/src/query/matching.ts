import type { Condition } from './condition.js';
import type { Field, Fields, FieldValue, Operator } from './field.js';

/** True when a view passes; @param now ms since the epoch */
export type Matches<View> = (view: View, now: number) => boolean;

/** One test for all conditions. What has no value is equal to `none` alone, contains nothing and is neither more nor less than anything. */
export function matching<View, Name extends string>(
  fields: Fields<View, Name>,
  conditions: readonly Condition<Name>[],
): Matches<View> {
  const tests = conditions.map((condition) => testOf(fields[condition.field], condition));
  const [first, second] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  return (view, now) => {
    for (const test of tests) if (!test(view, now)) return false;
    return true;
  };
}

function testOf<View>(field: Field<View>, { operator, value }: Condition): Matches<View> {
  if (typeof value === 'object' && value !== null) {
    const { fromNow } = value;
    return (view, now) => holds(field.read(view, now), operator, now + fromNow);
  }
  if (operator === '~' || operator === '!~') {
    const [part, wanted] = [String(value).toLowerCase(), operator === '~'];
    return (view, now) => {
      const text = field.read(view, now);
      if (typeof text !== 'string') return !wanted;
      return (field.lower ? text : text.toLowerCase()).includes(part) === wanted;
    };
  }
  return (view, now) => holds(field.read(view, now), operator, value);
}

function holds(left: FieldValue, operator: Operator, right: FieldValue): boolean {
  if (operator === '=') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}
