import { describe, expect, it } from 'vitest';
import { untilStable } from './stable.js';

describe('untilStable', () => {
  const shorten = (text: string) => (text.length > 1 ? text.slice(1) : text);

  it('applies the rules until nothing changes', () => expect(untilStable('abcd', shorten)).toBe('d'));

  it('refuses what four applications do not settle (RFC 8264 §7)', () =>
    expect(untilStable('abcde', shorten)).toBeUndefined());

  it('stops where the rules refuse', () => {
    expect(untilStable('ab', (text) => (text === 'b' ? undefined : shorten(text)))).toBeUndefined();
  });
});
