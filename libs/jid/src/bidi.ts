// The Bidi Rule of RFC 5893 §2. JavaScript has no property escape for Bidi_Class, so the classes are drawn here as far as
// IdentifierClass strings need them: letters, digits, marks and printable ASCII. R and AL share every condition of the rule;
// ES, CS, ET, ON and BN do too.

type BidiClass = 'R' | 'AN' | 'EN' | 'NSM' | 'neutral' | 'L';

const MARK = /[\p{Mn}\p{Me}]/u;
const EUROPEAN_NUMBER = /[0-9\u06F0-\u06F9]/u;
const ARABIC_NUMBER = /[\u0660-\u0669\u{10D30}-\u{10D39}]/u;
/** The blocks that Unicode keeps for right-to-left scripts. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
/** What else Unicode gives no direction: joiners, the middle dots, the keraia, and a few modifier letters. */
const NEUTRAL =
  /[\u00B7\u02B9\u02BA\u02C6-\u02CF\u02EC\u0375\u2E2F\u30FB\uA67F\uA717-\uA71F\uA788]|\u200C|\u200D/u;

const classOf = (char: string): BidiClass => {
  if (MARK.test(char)) return 'NSM';
  if (EUROPEAN_NUMBER.test(char)) return 'EN';
  if (ARABIC_NUMBER.test(char)) return 'AN';
  if (RIGHT_TO_LEFT.test(char)) return 'R';
  return ASCII_PUNCTUATION.test(char) || NEUTRAL.test(char) ? 'neutral' : 'L';
};

/** Whether any code point is right-to-left (R, AL or AN), which is what makes the Bidi Rule apply at all. */
export const hasRightToLeft = (text: string): boolean =>
  RIGHT_TO_LEFT.test(text) && Array.from(text, classOf).some((c) => c === 'R' || c === 'AN');

/** The six conditions of RFC 5893 §2 for one label. A label without right-to-left code points must satisfy them too where its
 *  domain has one in another label. */
export const satisfiesBidiRule = (label: string): boolean => {
  const classes = Array.from(label, classOf);
  const first = classes[0];
  const end = classes.findLast((c) => c !== 'NSM');

  if (first === 'R') {
    if (classes.includes('L')) return false;
    if (classes.includes('EN') && classes.includes('AN')) return false;
    return end === 'R' || end === 'EN' || end === 'AN';
  }
  if (first !== 'L' || classes.includes('R') || classes.includes('AN')) return false;
  return end === 'L' || end === 'EN';
};
