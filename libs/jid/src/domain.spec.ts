import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareDomain } from './domain.js';

describe('prepareDomain', () => {
  it.each([
    ['localhost', 'localhost'],
    ['EXAMPLE.Com.', 'example.com'],
    ['b\u00FCcher.example', 'b\u00FCcher.example'],
    ['xn--bcher-kva.EXAMPLE', 'b\u00FCcher.example'],
    ['BU\u0308CHER.example', 'b\u00FCcher.example'],
    ['fa\u00DF.de', 'fa\u00DF.de'],
    ['example\u3002com', 'example.com'],
    ['\u4F8B\u3048.jp\u3002', '\u4F8B\u3048.jp'],
    ['\u05D0\u05D1.example', '\u05D0\u05D1.example'],
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '[::1]'],
    ['[0:0:0:0:0:0:0:1]', '[::1]'],
    ['[2001:DB8::A]', '[2001:db8::a]'],
    ['a1.2b', 'a1.2b'],
  ])('prepares %j to %j', (text, prepared) => expect(prepareDomain(text)).toBe(prepared));

  it.each([
    '',
    '.',
    'a..b',
    '.a',
    'a..',
    '-a',
    'a-',
    'a-.b',
    'a_b',
    'a b',
    'a%41',
    'a/b',
    'a?b',
    'a#b',
    'a:80',
    'a\tb',
    'a\nb',
    'ab--cd', // reserved label
    'xn--',
    'xn--a', // no punycode
    'xn--abc-', // punycode of plain ASCII
    'xn---hpsm', // a second spelling of two han letters
    'xn--a-ecp.ru',
    '\u2603.net', // a symbol: UTS 46 allows it, IDNA2008 does not
    'xn--n3h.net', // the same as an A-label
    '\u{1F4A9}.la',
    'a\u202Eb',
    'ab\u200Dc',
    'a\u05D0.com',
    '1\u05D0.com',
    '1a.\u05D0\u05D1', // every label of a right-to-left name follows the rule
    '\u0661.com',
    '1',
    '127.1',
    '127.0.0.1.2',
    '256.0.0.1',
    '01.2.3.4',
    'foo.1',
    '\uFF11\uFF12\uFF17.1',
    '::1',
    '[::1',
    '[]',
    '[:::]',
    '[::1]x',
    '[::1]:80',
    '[::1]?x',
    '[::1]#x',
    '[::1%25eth0]',
    '[127.0.0.1]',
    'a'.repeat(64),
    `\u00FC${'a'.repeat(60)}`,
  ])('refuses %j', (text) => expect(prepareDomain(text)).toBeUndefined());

  it('is idempotent and never throws', () => {
    const label = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({
        unit: fc.constantFrom(...Array.from('xn-a0.1[]:\u00FC\u05D0\u0661\u3002')),
        maxLength: 12,
      }),
      fc.stringMatching(/^xn--[a-z0-9-]{1,8}$/),
    );
    fc.assert(
      fc.property(fc.array(label, { maxLength: 4 }), (labels) => {
        const prepared = prepareDomain(labels.join('.'));
        if (prepared !== undefined) expect(prepareDomain(prepared)).toBe(prepared);
      }),
      { numRuns: 3000 },
    );
  });
});
