import { NS, serialize } from '#xml';
import { type StanzaCondition, stanzaError } from './stanza-error.js';
import { readStartTag } from './start-tag.js';

/** An error as it goes over the wire, and what routing has to know of it. */
export interface WrittenReply {
  readonly xml: string;
  /** Who says it: whom the stanza was sent to, as an address and not as XML; '' where it named nobody. */
  readonly from: string;
}

const OPENED = ` xmlns='${NS.client}'`;

/** `<error/>` of each condition, written once. */
const ERRORS = new Map<StanzaCondition, string>();

/**
 * What `errorReply` answers, read from and written as text, for stanzas that lie in a queue **as our serializer wrote
 * them**: when many come back at once, parsing each to build the same few bytes is most of the work. Addresses and id
 * are copied byte for byte. Undefined where no error may answer.
 */
export function writtenErrorReply(stanza: string, condition: StanzaCondition): WrittenReply | undefined {
  const { name, from, to, id, type } = readStartTag(stanza);
  if (type === 'error' || (type === 'result' && name === 'iq')) return undefined;
  const parts = ['<', name, OPENED];
  if (to !== undefined) parts.push(" from='", to, "'");
  if (from !== undefined) parts.push(" to='", from, "'");
  if (id !== undefined) parts.push(" id='", id, "'");
  parts.push(" type='error'>", written(condition), '</', name, '>');
  // Flat, as the serializer's own: it may wait in a queue.
  return { xml: parts.join(''), from: unescaped(to ?? '') };
}

function written(condition: StanzaCondition): string {
  const known = ERRORS.get(condition);
  if (known !== undefined) return known;
  const xml = serialize(stanzaError(condition));
  ERRORS.set(condition, xml);
  return xml;
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&apos;': "'",
  '&#9;': '\t',
  '&#10;': '\n',
  '&#13;': '\r',
};

/** An attribute's value as our serializer escaped it. */
const unescaped = (value: string): string =>
  value.includes('&') ? value.replace(/&[^;]+;/g, (reference) => CHARACTERS[reference] ?? reference) : value;
