import { type Condition, type UserField, userFields, userListing } from '#contracts';
import type { FilterChip } from '../../components/filter-chips.js';
import { formatBytes, formatCount, formatPercent } from '../../lib/format-number.js';
import { commonText, limitsText as text } from '../../messages/index.js';

/** Fields that hold numbers; the user is what the search field is for. */
export const measured = (Object.keys(userFields) as UserField[]).filter((field) => text.field[field]);
export const signs = ['>=', '<=', '='] as const;
export type Sign = (typeof signs)[number];

const shares: readonly UserField[] = ['hibernatingUse', 'oldUse', 'pressure', 'nearest'];
export const isShare = (field: UserField): boolean => shares.includes(field);

export interface UserDraft {
  readonly field: UserField;
  readonly sign: Sign;
  /** As typed: shares in percent. */
  readonly value: string;
}

/** Undefined while no number has been typed. */
export function conditionText({ field, sign, value }: UserDraft): string | undefined {
  const number = Number(value.trim().replace(/\s*%$/, ''));
  if (value.trim() === '' || !Number.isFinite(number)) return undefined;
  return `${field}${sign}${isShare(field) ? number / 100 : number}`;
}

const readOf = (condition: string) => {
  const parsed = userListing.parse(condition);
  return parsed.ok ? { condition: parsed.conditions[0] } : { problem: parsed.problems[0]?.message };
};

/** A condition as it is read: `Old sessions at least 3`. What is not understood stays as it was written, with what is wrong. */
export function chipOf(written: string): FilterChip {
  const { condition, problem } = readOf(written);
  if (condition === undefined)
    return { text: written, words: written, problem: problem ?? text.filterProblem };
  const { field, operator, value } = condition;
  const sign = operator in text.sign ? text.sign[operator as keyof typeof text.sign] : operator;
  return {
    text: written,
    words: `${text.field[field] ?? field} ${sign} ${valueWords(field, value)}`,
    problem: null,
  };
}

function valueWords(field: UserField, value: Condition['value']): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return commonText.none;
  return isShare(field)
    ? formatPercent(value)
    : field === 'queueBytes'
      ? formatBytes(value)
      : formatCount(value);
}

/** What the form begins with when a chip is opened. */
export function draftOf(written: string): UserDraft {
  const { condition } = readOf(written);
  const sign = signs.find((one) => one === condition?.operator) ?? '>=';
  if (condition === undefined || typeof condition.value !== 'number' || !measured.includes(condition.field))
    return { field: 'evictions', sign, value: '' };
  const { field, value } = condition;
  return { field, sign, value: String(isShare(field) ? Math.round(value * 10_000) / 100 : value) };
}
