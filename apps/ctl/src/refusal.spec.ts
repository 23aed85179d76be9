import { describe, expect, it } from 'vitest';
import { ApiError } from '#contracts';
import { Refused } from './refusal.js';

const refused = (status: number, more: object = {}) =>
  new Refused(new ApiError({ type: 'about:blank', title: 'Too much', status, code: 'too-much', ...more }));

describe('a refusal', () => {
  it('is told in the server’s words', () => {
    expect(refused(413).message).toBe('Too much.');
    const more = { detail: 'At most three.', errors: [{ path: 'a.0', message: 'is odd' }] };
    expect(refused(413, more).message).toBe('At most three.\n  a.0: is odd');
  });

  it('says nothing twice', () => {
    const more = {
      detail: 'There is no field x.',
      errors: [{ path: 'filter.0', message: 'There is no field x' }],
    };
    expect(refused(400, more).message).toBe('There is no field x.');
  });

  it('that is no problem document is told by its status', () => {
    expect(refused(500, { code: 'unexpected-answer' }).message).toBe(
      'The server refused with HTTP status 500.',
    );
    const strange = { code: 'unexpected-answer', title: 'Of another version?' };
    expect(refused(200, strange).message).toBe('Of another version?');
  });

  it.each([
    [400, 1],
    [500, 1],
    [404, 4],
    [409, 5],
    [412, 5],
    [428, 5],
    [401, 6],
    [403, 6],
  ])('with status %i makes the command exit with %i', (status, code) => {
    expect(refused(status).exitCode).toBe(code);
  });
});
