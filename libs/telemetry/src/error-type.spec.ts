import { expect, it } from 'vitest';
import { errorTypeOf } from './error-type.js';

it('an error is known by its code, or else by its class, never by its words', () => {
  expect(errorTypeOf(Object.assign(new Error('/secret'), { code: 'ENOSPC' }))).toBe('ENOSPC');
  expect(errorTypeOf(Object.assign(new Error('/secret'), { code: 13 }))).toBe('Error');
  expect(errorTypeOf(new RangeError('/secret'))).toBe('RangeError');
  expect(errorTypeOf('/secret')).toBe('string');
});
