import { describe, expect, it } from 'vitest';
import { parseFilter } from '#contracts';
import {
  draftFrom,
  draftOf,
  draftText,
  fieldNames,
  lookOf,
  looksLikeCondition,
  operatorsFor,
} from './condition-draft.js';

const redrafted = (text: string) => {
  const parsed = parseFilter(text);
  if (!parsed.ok || parsed.conditions[0] === undefined) throw new Error(text);
  return draftText(draftFrom(parsed.conditions[0], text)).text;
};

describe('a condition in the making', () => {
  it.each([
    'state!=connected',
    'user~romeo',
    'unacked>=10',
    'timeLeft<10m',
    'since>-15m',
    'tls=none',
    'tls!=none',
  ])('gives %s back', (text) => expect(redrafted(text)).toBe(text));

  it('offers of each field only what the language knows', () => {
    const value = { text: 'x', flag: '', number: '1', seconds: '5m', time: '-1h', choice: '' };
    for (const field of fieldNames) {
      for (const operator of operatorsFor(field)) {
        const draft = draftOf(field);
        const { problem, text } = draftText({
          ...draft,
          operator,
          value: draft.value || value[lookOf(field).kind],
        });
        expect(problem, text).toBeNull();
      }
    }
  });

  it('is not ready without a value, and says what is wrong with one', () => {
    expect(draftText({ field: 'user', operator: '~', value: ' ' }).problem).toBe('');
    expect(draftText({ field: 'unacked', operator: '>', value: 'many' }).problem).toContain('a number');
  });
});

describe('what is typed into the search field', () => {
  it.each(['unacked>10', 'state != connected', 'unaked>10', 'user~romeo'])('%s is a condition', (typed) =>
    expect(looksLikeCondition(typed)).toBe(true),
  );
  it.each(['romeo', 'romeo@capulet.example', '', '>10', 'a!b'])('%j is a part of a user', (typed) =>
    expect(looksLikeCondition(typed)).toBe(false),
  );
});
