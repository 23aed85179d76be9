import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareResource } from './resource.js';

describe('prepareResource', () => {
  it.each([
    ['Balcony', 'Balcony'],
    ['foo bar ', 'foo bar '],
    ['/a@b/', '/a@b/'],
    ['a\u3000b\u00A0c', 'a b c'], // RFC 8265 §4.2.2: every space is U+0020
    ['e\u0301', '\u00E9'],
    ['\uFF21', '\uFF21'], // width is kept
    ['\u2163\uFB01\u{1F600}\u265A', '\u2163\uFB01\u{1F600}\u265A'],
    ['\u05D0a', '\u05D0a'], // no direction rule here
    ['l\u00B7l', 'l\u00B7l'],
  ])('prepares %j to %j', (text, prepared) => expect(prepareResource(text)).toBe(prepared));

  it.each([
    '',
    ' a',
    '\u00A0a',
    'a\u0000',
    'a\u007F',
    '\u0085',
    'a\tb',
    '\u200Ba',
    '\uE000',
    '\uFFFE',
    '\u0378',
    'a\u00B7b',
  ])('refuses %j', (text) => expect(prepareResource(text)).toBeUndefined());

  it('counts bytes', () => {
    expect(prepareResource('\u265A'.repeat(341))).toBe('\u265A'.repeat(341));
    expect(prepareResource('\u265A'.repeat(342))).toBeUndefined();
    expect(prepareResource('a'.repeat(1024))).toBeUndefined();
  });

  it('refuses what is too long before composing it', () => {
    const composed = '\u1F82'; // alpha and three marks
    const parts = composed.normalize('NFD');
    expect(prepareResource(parts.repeat(255))).toBe(composed.repeat(255));
    expect(prepareResource(parts.repeat(256))).toBeUndefined();
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (input) => {
        const prepared = prepareResource(input);
        if (prepared !== undefined) expect(prepareResource(prepared)).toBe(prepared);
      }),
      { numRuns: 2000 },
    );
  });
});
