import { describe, expect, it } from 'vitest';
import { isFreeform, isIdentifier } from './precis.js';

/** RFC 5892 appendix A, each rule with a text that satisfies it and one that does not. */
const rules: [string, string, string][] = [
  ['A.1 non-joiner after a virama', '\u0915\u094D\u200C\u0937', '\u0915\u200C\u0937'],
  ['A.1 non-joiner between joining letters', '\u0645\u200C\u062E', '\u0627\u200C\u062E'],
  ['A.1 non-joiner at the end', '\u0915\u094D\u200C', '\u0645\u200C'],
  ['A.2 joiner after a virama', '\u0915\u094D\u200D', '\u0645\u200D\u062E'],
  ['A.1 non-joiner at the start', '\u0915', '\u200C\u0915'],
  ['A.3 middle dot between l and l', 'l\u00B7l', 'l\u00B7a'],
  ['A.3 middle dot after l only', 'al\u00B7la', 'a\u00B7l'],
  ['A.4 keraia before Greek', '\u0375\u03B1', '\u03B1\u0375'],
  ['A.5 geresh after Hebrew', '\u05D2\u05F3', '\u05F3\u05D2'],
  ['A.6 gershayim after Hebrew', '\u05D2\u05F4', 'a\u05F4'],
  ['A.7 middle dot with katakana', '\u30AB\u30FB', 'a\u30FB'],
  ['A.7 middle dot with han', '\u30FB\u6F22', '\u30FB'],
  ['A.8 Arabic-Indic digits alone', '\u0660\u0669', '\u0660\u06F0'],
  ['A.9 extended Arabic-Indic digits alone', '\u06F0\u06F9', '\u06F9\u0669'],
];

describe('contextual code points', () => {
  it.each(rules)('%s', (_, good, bad) => {
    expect(isIdentifier(good)).toBe(true);
    expect(isIdentifier(bad)).toBe(false);
    expect(isFreeform(good)).toBe(true);
    expect(isFreeform(bad)).toBe(false);
  });
});
