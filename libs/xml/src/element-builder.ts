import { Element } from 'ltx';
import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';
import { signal } from './fault.js';
import { NS } from './namespaces.js';

/** The characters that a name may hold but not begin with (XML 1.0 §2.3). */
const NOT_FIRST = /^(?:[-.0-9\u00B7]|[\u0300-\u036F]|[\u203F\u2040])/;

/**
 * Builds one element in canonical form. Its name is the local name, and `attrs.xmlns` is there iff its namespace is not its parent's
 * (`parentXmlns` undefined: always), so an element taken out of its stream or its parent still means the same. Prefixed attributes
 * keep their prefix and bring its declaration along; declarations nobody uses are dropped.
 */
export function buildElement(
  tag: SaxesTagNS,
  attributes: readonly SaxesAttributeNS[],
  parentXmlns: string | undefined,
): Element {
  if (tag.prefix !== '') checkPrefixed(tag.local);
  const el = new Element(tag.local);
  const { attrs } = el;
  if (tag.uri !== parentXmlns) attrs['xmlns'] = tag.uri;
  for (const attribute of attributes) addAttribute(attrs, attribute, true);
  return el;
}

/** The attributes of a tag by their names, without namespace declarations. */
export function plainAttributes(attributes: readonly SaxesAttributeNS[]): Record<string, string> {
  const attrs: Record<string, string> = {};
  for (const attribute of attributes) addAttribute(attrs, attribute, false);
  return attrs;
}

function addAttribute(
  attrs: Record<string, string | undefined>,
  { name, prefix, local, uri, value }: SaxesAttributeNS,
  declare: boolean,
): void {
  if (prefix === '') {
    if (name === 'xmlns') return;
    // Assigned, `__proto__` would vanish into the prototype.
    if (name === '__proto__') define(attrs, name, value);
    else attrs[name] = value;
    return;
  }
  checkPrefixed(local);
  if (prefix === 'xmlns') return;
  if (declare && uri !== NS.xml) attrs[`xmlns:${prefix}`] = uri;
  attrs[name] = value;
}

function define(attrs: object, name: string, value: string): void {
  Object.defineProperty(attrs, name, { value, enumerable: true, configurable: true, writable: true });
}

/** saxes lets `p:1` pass; without its prefix it would be no name at all. */
function checkPrefixed(local: string): void {
  if (NOT_FIRST.test(local)) throw signal('not-well-formed', `malformed name: ${local}`);
}
