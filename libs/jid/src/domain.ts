import { domainToASCII, domainToUnicode } from 'node:url';
import { hasRightToLeft, satisfiesBidiRule } from './bidi.js';
import { fitsPart, mayFitPart } from './length.js';
import { isIdentifier } from './precis.js';

/** A letter-digit-hyphen label (RFC 5890 §2.3.1): at most 63 octets, no hyphen at either end. */
const LDH_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const OTHER_ASCII = /[^a-z0-9.\-\u0080-\u{10FFFF}]/iu;
const ONLY_ASCII = /^[!-~]+$/;
const DOTTED_QUAD = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const BRACKETED = /^\[[0-9a-f:.]+\]$/i;
/** The dots IDNA takes for one (RFC 3490 §3.1, kept by UTS 46). */
const TRAILING_DOT = /[.\u3002\uFF0E\uFF61]$/;

/** RFC 5890 reserves labels with hyphens in third and fourth place; only A-labels use them. */
const isReserved = (label: string): boolean => label.startsWith('--', 2);

const isAsciiName = (labels: readonly string[], allowALabels: boolean): boolean =>
  labels.every(
    (label) => LDH_LABEL.test(label) && (!isReserved(label) || (allowALabels && label.startsWith('xn--'))),
  ) && !/^\d+$/.test(labels.at(-1) ?? ''); // A name that ends in a number is an IPv4 address written badly.

/** IDNA2008 for a name that is not plain ASCII or has A-labels: to its U-labels, which is the form RFC 7622 §3.2.1 compares. */
const toUnicodeLabels = (text: string): string | undefined => {
  // Node's function parses like a URL's host: it would cut at a slash, decode percents and read 127.1 as an address.
  const ascii = OTHER_ASCII.test(text) ? '' : domainToASCII(text);
  if (!isAsciiName(ascii.split('.'), true)) return undefined;

  // An A-label that no U-label leads to (RFC 5890 §2.3.2.1) is a second spelling, so it is refused.
  const unicode = domainToUnicode(ascii);
  if (domainToASCII(unicode) !== ascii) return undefined;

  // UTS 46 lets symbols and emoji through that IDNA2008 does not; its letters and digits are those of PRECIS (RFC 8264 §9.1).
  const labels = unicode.split('.');
  if (!labels.every(isIdentifier)) return undefined;
  return hasRightToLeft(unicode) && !labels.every(satisfiesBidiRule) ? undefined : unicode;
};

/** Prepares a domainpart (RFC 7622 §3.2): a host name, an IPv4 address or an IPv6 address in brackets. Undefined when it is none. */
export const prepareDomain = (text: string): string | undefined => {
  if (!mayFitPart(text)) return undefined;
  const ascii = ONLY_ASCII.test(text);
  // A final dot is removed before anything else (RFC 7622 §3.2).
  const name = (ascii ? text.toLowerCase() : text).replace(TRAILING_DOT, '');
  if (!ascii) return onlyIfFits(toUnicodeLabels(name));
  if (DOTTED_QUAD.test(name)) return name;
  // The URL parser also compresses the address, so that one address has one spelling (RFC 5952).
  if (name.startsWith('[')) return BRACKETED.test(name) ? domainToASCII(name) || undefined : undefined;
  if (isAsciiName(name.split('.'), false)) return onlyIfFits(name);
  return name.includes('xn--') ? onlyIfFits(toUnicodeLabels(name)) : undefined;
};

const onlyIfFits = (name: string | undefined): string | undefined =>
  name !== undefined && fitsPart(name) ? name : undefined;
