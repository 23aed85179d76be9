import { hasRightToLeft, satisfiesBidiRule } from './bidi.js';
import { fitsPart, mayFitPart } from './length.js';
import { isIdentifier } from './precis.js';
import { untilStable } from './stable.js';

/** Printable ASCII without space: the whole of PRECIS's ASCII7 category. */
const ASCII = /^[!-~]+$/;

/** Forbidden on top of UsernameCaseMapped (RFC 7622 §3.3.1). */
const FORBIDDEN = /["&'/:<>@]/;

/** Fullwidth ASCII and halfwidth katakana. The remaining fullwidth and halfwidth forms map to what IdentifierClass refuses, as it
 *  refuses them unmapped. */
const WIDE_OR_NARROW = /[\uFF01-\uFF9F]/g;

/** One run of UsernameCaseMapped's rules in their order: width, case, normalization, direction (RFC 8265 §3.3). */
const enforce = (text: string): string | undefined => {
  const mapped = text.replace(WIDE_OR_NARROW, (form) => form.normalize('NFKC'));
  if (!isIdentifier(mapped)) return undefined;
  const folded = mapped.toLowerCase().normalize('NFC');
  return !hasRightToLeft(folded) || satisfiesBidiRule(folded) ? folded : undefined;
};

/** Prepares a localpart: PRECIS UsernameCaseMapped (RFC 8265 §3.3) and RFC 7622 §3.3.1. Undefined when it is not one. */
export const prepareLocal = (text: string): string | undefined => {
  if (!mayFitPart(text)) return undefined;
  const prepared = ASCII.test(text) ? text.toLowerCase() : untilStable(text, enforce);
  return prepared !== undefined && fitsPart(prepared) && !FORBIDDEN.test(prepared) ? prepared : undefined;
};
