import { domainToASCII } from 'node:url';

const KATAKANA_COMPANION = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const GREEK_FIRST = /^\p{Script=Greek}/u;
const HEBREW_LAST = /\p{Script=Hebrew}$/u;
const ARABIC_INDIC = /[\u0660-\u0669]/;
const EXTENDED_ARABIC_INDIC = /[\u06F0-\u06F9]/;
const LETTER_BEFORE = /\p{L}\p{M}*$/u;
const LETTER_AFTER = /^\p{M}*\p{L}/u;

/** Joiners depend on Joining_Type and on viramas, which JavaScript has no property escapes for but Node's IDNA has tables of
 *  (RFC 5892 A.1, A.2). So the joiner is judged there, between just the letters that its rule looks at. */
const joins = (before: string, joiner: string, after: string): boolean => {
  const left = LETTER_BEFORE.exec(before)?.[0];
  if (left === undefined) return false;
  // A virama before it suffices, whatever follows.
  if (domainToASCII(left + joiner) !== '') return true;
  const right = LETTER_AFTER.exec(after)?.[0] ?? '';
  return domainToASCII(left + joiner + right) !== '';
};

/** Neighbours that a rule may look at. A letter carries fewer marks than this; unbounded, a long text of joiners would cost its square. */
const WINDOW = 16;

/** Whether the code point at `index`, one that PRECIS allows in some contexts only, may stand next to its neighbours (RFC 5892
 *  appendix A). The rules about the whole text are `textAllows`. */
export const contextAllows = (text: string, index: number): boolean => {
  const char = text.charAt(index);
  const before = text.slice(Math.max(0, index - WINDOW), index);
  const after = text.slice(index + 1, index + 1 + WINDOW);
  switch (char) {
    case '\u200C': // zero width non-joiner
    case '\u200D': // zero width joiner
      return joins(before, char, after);
    case '\u00B7': // middle dot: Catalan l·l
      return before.endsWith('l') && after.startsWith('l');
    case '\u0375': // Greek keraia
      return GREEK_FIRST.test(after);
    case '\u05F3': // Hebrew geresh
    case '\u05F4': // Hebrew gershayim
      return HEBREW_LAST.test(before);
    default:
      return true;
  }
};

/** The contextual rules that no neighbourhood decides (RFC 5892 A.7–A.9): a katakana middle dot needs kana or han somewhere, and
 *  the two sets of Arabic digits, which look alike in part, are never mixed. */
export const textAllows = (text: string): boolean => {
  if (text.includes('\u30FB') && !KATAKANA_COMPANION.test(text)) return false;
  return !(ARABIC_INDIC.test(text) && EXTENDED_ARABIC_INDIC.test(text));
};
