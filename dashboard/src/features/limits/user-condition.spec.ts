import { expect, it } from 'vitest';
import { userListing } from '#contracts';
import { chipOf, conditionText, draftOf, measured } from './user-condition.js';

it('writes what the server understands, shares in percent', () => {
  for (const field of measured) {
    const written = conditionText({ field, sign: '>=', value: '55' }) ?? '';
    expect(userListing.parse(written)).toMatchObject({ ok: true });
    expect(draftOf(written)).toEqual({ field, sign: '>=', value: '55' });
  }
  expect(conditionText({ field: 'nearest', sign: '>=', value: '80 %' })).toBe('nearest>=0.8');
  expect(conditionText({ field: 'old', sign: '=', value: 'three' })).toBeUndefined();
  expect(conditionText({ field: 'old', sign: '=', value: ' ' })).toBeUndefined();
});

it('reads as one would say it, and says what is wrong with what it does not understand', () => {
  expect(chipOf('old>=3')).toMatchObject({ words: 'Old sessions at least 3', problem: null });
  expect(chipOf('nearest<0.5').words).toBe('Nearest limit, share in use less than 50 %');
  expect(chipOf('queueBytes=2048').words).toBe('Queued bytes exactly 2 KiB');
  expect(chipOf('oldd>3')).toMatchObject({ words: 'oldd>3', problem: expect.stringContaining('oldd') });
});
