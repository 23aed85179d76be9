import { contextAllows, textAllows } from './precis-context.js';

// The string classes of RFC 8264, from the Unicode properties the JavaScript engine carries: no PRECIS package is kept well enough
// to rely on. Its Unicode version is therefore Node's; code points assigned later are refused until Node knows them.

type Property = 'valid' | 'freeform' | 'context' | 'disallowed';

/** RFC 8264 §9.6 (F). */
const EXCEPTION_VALID = /[\u00DF\u03C2\u06FD\u06FE\u0F0B\u3007]/u;
const EXCEPTION_DISALLOWED = /[\u0640\u07FA\u3031-\u3035\u303B]|\u302E|\u302F/u;
/** CONTEXTO of §9.6 and CONTEXTJ of §9.8 (H). */
const CONTEXTUAL = /[\u00B7\u0375\u05F3\u05F4\u30FB\u0660-\u0669\u06F0-\u06F9]|\u200C|\u200D/u;
/** Hangul_Syllable_Type L, V or T (§9.9 I), which JavaScript has no property escape for. */
const OLD_HANGUL_JAMO = /[\u1100-\u11FF\uA960-\uA97C\uD7B0-\uD7C6\uD7CB-\uD7FB]/u;
/** §9.13 (M); noncharacters are unassigned (Cn) anyway. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
/** §9.1 (A). */
const LETTER_OR_DIGIT = /[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]/u;
/** §9.18 (R), §9.14–16 (N, O, P): other letters and digits, spaces, symbols, punctuation. */
const FREEFORM = /[\p{Lt}\p{Nl}\p{No}\p{Me}\p{Zs}\p{S}\p{P}]/u;

/** The derived property of one code point, by the algorithm of RFC 8264 §8, in its order. */
const propertyOf = (char: string): Property => {
  if (EXCEPTION_VALID.test(char)) return 'valid';
  if (CONTEXTUAL.test(char)) return 'context';
  if (EXCEPTION_DISALLOWED.test(char)) return 'disallowed';
  if (OLD_HANGUL_JAMO.test(char) || IGNORABLE.test(char)) return 'disallowed';
  // HasCompat (§9.17 Q) stands before LetterDigits: a fullwidth or ligature letter is no identifier.
  if (char.normalize('NFKC') !== char) return 'freeform';
  if (LETTER_OR_DIGIT.test(char)) return 'valid';
  // What is left is unassigned, control, format, surrogate or private.
  return FREEFORM.test(char) ? 'freeform' : 'disallowed';
};

const consistsOf = (text: string, freeform: boolean): boolean => {
  let index = 0;
  for (const char of text) {
    const ascii = char >= '!' && char <= '~';
    const property = ascii && char.length === 1 ? 'valid' : propertyOf(char);
    if (property === 'disallowed') return false;
    if (property === 'freeform' && !freeform) return false;
    if (property === 'context' && !contextAllows(text, index)) return false;
    index += char.length;
  }
  return textAllows(text);
};

/** IdentifierClass (RFC 8264 §4.2): letters, digits and printable ASCII. */
export const isIdentifier = (text: string): boolean => consistsOf(text, false);

/** FreeformClass (RFC 8264 §4.3): also spaces, symbols, punctuation and compatibility forms. */
export const isFreeform = (text: string): boolean => consistsOf(text, true);
