import { fitsPart, mayFitPart } from './length.js';
import { isFreeform } from './precis.js';
import { untilStable } from './stable.js';

const ASCII = /^[ -~]+$/;
const SPACE = /\p{Zs}/gu;

/** One run of OpaqueString's rules: every space is U+0020, then normalization; case and width stay (RFC 8265 §4.2). */
const enforce = (text: string): string | undefined => {
  const mapped = text.replace(SPACE, ' ').normalize('NFC');
  return isFreeform(mapped) ? mapped : undefined;
};

/** Prepares a resourcepart: PRECIS OpaqueString (RFC 8265 §4.2). Undefined when it is not one. */
export const prepareResource = (text: string): string | undefined => {
  if (!mayFitPart(text)) return undefined;
  const prepared = ASCII.test(text) ? text : untilStable(text, enforce);
  if (prepared === undefined || !fitsPart(prepared)) return undefined;
  // OpaqueString would allow a leading space; RFC 7622 §3.5 lists it among the strings that are not JIDs (example 18).
  return prepared.startsWith(' ') ? undefined : prepared;
};
