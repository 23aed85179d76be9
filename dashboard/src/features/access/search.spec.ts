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

describe('why the identity provider did not sign in', () => {
  it('is one of few words', () => {
    expect(accessSearch({ failed: 'no-role' })).toEqual({ failed: 'no-role' });
    expect(accessSearch({ failed: '<b>' })).toEqual({});
  });
});
