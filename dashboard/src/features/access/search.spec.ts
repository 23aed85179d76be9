import { describe, expect, it } from 'vitest';
import { accessSearch } from './search.js';

describe('where to go after signing in', () => {
  it('is a path of ours', () => {
    expect(accessSearch({ to: '/sessions?state=hibernating', out: true })).toEqual({
      to: '/sessions?state=hibernating',
      out: true,
    });
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    7,
    null,
  ])('is never elsewhere: %s', (to) => expect(accessSearch({ to })).toEqual({}));
});
