import { type Condition, type FilterProblem, measureOf, type Parsed, written } from './condition.js';
import { type Field, type Fields, type Operator, operators, operatorsOf } from './field.js';
import { nearestOf } from './nearest.js';

const CONDITION = /^\s*([A-Za-z][A-Za-z0-9]*)\s*(!=|!~|<=|>=|=|~|<|>)(.*)$/s;

type Problem = Omit<FilterProblem, 'text'>;
type Read<T> = { readonly value: T } | { readonly problem: Problem };

/** Reads conditions of the form `FIELD OP VALUE`; every mistake in them is told, not only the first. */
export function parseConditions<View, Name extends string>(
  fields: Fields<View, Name>,
  texts: readonly string[],
): Parsed<Name> {
  const conditions: Condition<Name>[] = [];
  const problems: FilterProblem[] = [];
  for (const text of texts) {
    const read = conditionOf(fields, text);
    if ('problem' in read) problems.push({ text, ...read.problem });
    else conditions.push(read.value);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, conditions };
}

function conditionOf<View, Name extends string>(
  fields: Fields<View, Name>,
  text: string,
): Read<Condition<Name>> {
  const names = Object.keys(fields);
  const [, name, operator, right] = CONDITION.exec(text) ?? [];
  if (name === undefined || operator === undefined || right === undefined) {
    const message = `A condition is a field, one of ${operators.join(' ')}, and a value`;
    return { problem: { field: null, message, allowed: names, nearest: null } };
  }
  if (!Object.hasOwn(fields, name)) {
    const nearest = nearestOf(name, names);
    const near = nearest === null ? '' : `; the nearest is ${nearest}`;
    const message = `There is no field ${shown(name)}${near}; there are ${names.join(', ')}`;
    return { problem: { field: null, message, allowed: names, nearest } };
  }
  const field = name as Name;
  const read = rightSideOf(fields[field], field, operator as Operator, right.trim());
  return 'problem' in read ? read : { value: { field, operator: operator as Operator, value: read.value } };
}

function rightSideOf<View>(
  field: Field<View>,
  name: string,
  operator: Operator,
  text: string,
): Read<Condition['value']> {
  const { kind, choices = [] } = field;
  const wrong = (message: string, allowed: readonly string[] = [], nearest: string | null = null) => ({
    problem: { field: name, message: `${name}: ${message}`, allowed, nearest },
  });
  const allowed = operatorsOf[kind];
  if (!allowed.includes(operator))
    return wrong(`${operator} is not for a ${kind}; use ${allowed.join(' ')}`, allowed);
  if (field.nullable && text === 'none') {
    if (operator === '=' || operator === '!=') return { value: null };
    return wrong(`none has no order; use = !=`, ['=', '!=']);
  }
  if (kind === 'text') return { value: field.lower ? text.toLowerCase() : text };
  if (kind === 'choice') {
    const words = field.nullable ? [...choices, 'none'] : choices;
    if (choices.includes(text)) return { value: text };
    return wrong(`${shown(text)} is not one of ${words.join(', ')}`, words, nearestOf(text, words));
  }
  const value = measureOf(kind, text);
  return value === undefined ? wrong(`${shown(text)} is not ${written[kind]}`) : { value };
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text || 'nothing');
