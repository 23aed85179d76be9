import { expect, it } from 'vitest';
import { aSetting } from '../../testing/a-setting.js';
import { draftOf, valueOfDraft } from './setting-draft.js';
import { settingKind } from './setting-kind.js';

/** What would be sent if nobody touched the field. */
const untouched = (given: Parameters<typeof aSetting>[0]) => {
  const setting = aSetting(given);
  return valueOfDraft(settingKind(setting), draftOf(setting));
};

it('looking at a value does not change it', () => {
  expect(untouched({ value: { value: 3725 } })).toBe(3725);
  expect(untouched({ schema: { type: 'boolean' }, value: { value: true } })).toBe(true);
  expect(untouched({ schema: { type: 'boolean' }, value: { value: false } })).toBe(false);
  const unlimited = { anyOf: [{ type: 'integer' }, { type: 'null' }] };
  expect(untouched({ schema: unlimited, allowed: 'a whole number', value: { value: null } })).toBeNull();
  expect(untouched({ schema: { type: 'string' }, allowed: 'text', value: { value: 'a, b' } })).toBe('a, b');
});
