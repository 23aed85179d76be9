import {
  type Operator,
  operatorsOf,
  parseFilter,
  type SessionCondition,
  type SessionField,
  sessionFields,
} from '#contracts';

/** A condition while it is put together. `set` and `unset` ask whether there is a value at all. */
export interface ConditionDraft {
  readonly field: SessionField;
  readonly operator: Operator | 'set' | 'unset';
  readonly value: string;
}

export const fieldNames = Object.keys(sessionFields) as SessionField[];

interface FieldLook {
  readonly kind: (typeof sessionFields)[SessionField]['kind'];
  readonly choices?: readonly string[];
  readonly nullable?: true;
}
export const lookOf = (field: SessionField): FieldLook => sessionFields[field];

/** What can be asked of a field. */
export const operatorsFor = (field: SessionField): readonly ConditionDraft['operator'][] => {
  const { kind, nullable } = lookOf(field);
  return nullable ? [...operatorsOf[kind], 'set', 'unset'] : operatorsOf[kind];
};

/** Begins with what is asked of such a field most often. */
export function draftOf(field: SessionField): ConditionDraft {
  const { kind, choices = [] } = lookOf(field);
  if (kind === 'choice') return { field, operator: '=', value: choices[0] ?? '' };
  if (kind === 'flag') return { field, operator: '=', value: 'true' };
  if (kind === 'text') return { field, operator: '~', value: '' };
  return { field, operator: field === 'timeLeft' ? '<' : '>', value: '' };
}

/** The same of a condition there is, from its text. */
export function draftFrom({ field, operator, value }: SessionCondition, text: string): ConditionDraft {
  if (value === null) return { field, operator: operator === '=' ? 'unset' : 'set', value: '' };
  return { field, operator, value: text.slice(text.indexOf(operator) + operator.length).trim() };
}

/** The draft in the language of the API, and what is wrong with it. */
export function draftText({ field, operator, value }: ConditionDraft): {
  readonly text: string;
  readonly problem: string | null;
} {
  const [sign, right] =
    operator === 'set' ? ['!=', 'none'] : operator === 'unset' ? ['=', 'none'] : [operator, value.trim()];
  const text = `${field}${sign}${right}`;
  // An empty text is a part of every text.
  if (right === '') return { text, problem: '' };
  const parsed = parseFilter(text);
  return { text, problem: parsed.ok ? null : (parsed.problems[0]?.message ?? '') };
}

/** Whether what was typed means a condition, and not a part of a user. */
export const looksLikeCondition = (typed: string): boolean =>
  /^\s*[A-Za-z][A-Za-z0-9]*\s*(?:[=~<>]|![=~])/.test(typed);
