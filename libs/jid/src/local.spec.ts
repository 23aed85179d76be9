import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareLocal } from './local.js';

describe('prepareLocal', () => {
  it.each([
    ['Juliet', 'juliet'],
    ['a.b-c_d+e!#$%()*,;=?[\\]^`{|}~', 'a.b-c_d+e!#$%()*,;=?[\\]^`{|}~'],
    ['\u00C5sa', '\u00E5sa'],
    ['A\u030Asa', '\u00E5sa'], // composed (NFC)
    ['\uFF21\uFF22\uFF23', 'abc'], // fullwidth letters (RFC 8265 §3.3.1)
    ['\uFF76\uFF9E', '\u30AC'], // halfwidth KA with voicing mark, mapped and composed
    ['\u0130', 'i\u0307'],
    ['\u3007', '\u3007'], // ideographic zero, valid by exception (RFC 8264 §9.6)
    ['\u05D0\u05D1', '\u05D0\u05D1'],
    ['\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645', '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645'],
  ])('prepares %j to %j', (text, prepared) => expect(prepareLocal(text)).toBe(prepared));

  it.each(Array.from('"&\'/:<>@ \u00A0\u3000\u0000\u001F\u007F\u0080\t\n'))('refuses %j anywhere', (char) => {
    expect(prepareLocal(char)).toBeUndefined();
    expect(prepareLocal(`a${char}b`)).toBeUndefined();
    expect(prepareLocal(`\u00E5${char}b`)).toBeUndefined();
  });

  it.each([
    '',
    '\uFF20', // fullwidth @ would become @
    'a\uFF0Fb', // and fullwidth / a slash
    '\u2163',
    '\uFB01', // ligature fi: HasCompat
    '\u265A',
    '\u{1F600}',
    'a\u00ADb', // soft hyphen: default ignorable
    'a\u200Bb',
    'a\u034Fb', // grapheme joiner: a mark, but ignorable
    '\uFEFFa',
    '\u1100', // conjoining jamo
    '\uFFA1\uFFC2', // halfwidth jamo must not compose to a syllable
    '\uE000',
    '\uFFFF',
    '\u0378', // unassigned
    '\u0640', // tatweel
    '\u05D0a', // right-to-left and left-to-right mixed
    'a\u05D0',
    '1\u05D0',
    '\u0660a',
  ])('refuses %j', (text) => expect(prepareLocal(text)).toBeUndefined());

  it('counts bytes, not characters', () => {
    expect(prepareLocal('\u00E5'.repeat(511))).toBe('\u00E5'.repeat(511));
    expect(prepareLocal('\u00E5'.repeat(512))).toBeUndefined();
    expect(prepareLocal('a'.repeat(1024))).toBeUndefined();
    expect(prepareLocal('a'.repeat(5000))).toBeUndefined();
  });

  it('is idempotent and never lets a separator through', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.integer({ min: 0x300, max: 0xffff }).map((c) => String.fromCharCode(c)) }),
    );
    fc.assert(
      fc.property(text, (input) => {
        const prepared = prepareLocal(input);
        if (prepared === undefined) return;
        expect(prepareLocal(prepared)).toBe(prepared);
        expect(prepared).not.toMatch(/[@/\s]/);
      }),
      { numRuns: 2000 },
    );
  });

  it('holds for every single code point', () => {
    for (let code = 0; code <= 0x10ffff; code += code < 0x3000 ? 1 : 7) {
      const prepared = prepareLocal(String.fromCodePoint(code));
      if (prepared !== undefined && prepareLocal(prepared) !== prepared) {
        expect.fail(`U+${code.toString(16)} is not stable`);
      }
    }
  });
});
