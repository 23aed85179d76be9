import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLocal, unescapeLocal } from './escape.js';
import { prepareLocal } from './local.js';

/** XEP-0106 §5 examples: name, localpart. */
const pairs: [string, string][] = [
  ['space cadet', 'space\\20cadet'],
  ['call me "ishmael"', 'call\\20me\\20\\22ishmael\\22'],
  ['at&t guy', 'at\\26t\\20guy'],
  ["d'artagnan", 'd\\27artagnan'],
  ['/.fanboy', '\\2f.fanboy'],
  ['::foo::', '\\3a\\3afoo\\3a\\3a'],
  ['<foo>', '\\3cfoo\\3e'],
  ['user@host', 'user\\40host'],
  ['c:\\net', 'c\\3a\\net'],
  ['c:\\\\net', 'c\\3a\\\\net'],
  ['c:\\cool stuff', 'c\\3a\\cool\\20stuff'],
  ['c:\\5commas', 'c\\3a\\5c5commas'],
  ['treville\\40musketeers.lit', 'treville\\5c40musketeers.lit'],
  ['\\3and\\2is\\5cool', '\\5c3and\\2is\\5c5cool'],
];

describe('XEP-0106', () => {
  it.each(pairs)('escapes %j', (name, local) => expect(escapeLocal(name)).toBe(local));
  it.each(pairs)('finds %j again', (name, local) => expect(unescapeLocal(local)).toBe(name));

  it('leaves what is not an escape', () => {
    for (const text of ['\\2plus\\2is\\4', 'foo\\bar', 'foob\\41r', '\\5C'])
      expect(unescapeLocal(text)).toBe(text);
  });

  it('refuses a space at either end, and does not read one there', () => {
    expect(escapeLocal(' a')).toBeUndefined();
    expect(escapeLocal('a ')).toBeUndefined();
    expect(unescapeLocal('\\20a\\20b\\20')).toBe('\\20a b\\20');
  });

  it('round-trips, and printable ASCII becomes a localpart', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100 }), (name) => {
        const local = escapeLocal(name);
        if (local === undefined) return;
        expect(unescapeLocal(local)).toBe(name);
        expect(prepareLocal(local)).toBe(local.toLowerCase());
      }),
      { numRuns: 1000 },
    );
  });
});
