import { type Element, escapeAttribute, NS } from '#xml';

/**
 * Puts `<delay/>` (XEP-0203) as last child into a stanza as our serializer wrote it, without reading it.
 * @param from who delayed it, a JID
 * @param at when it was sent first, ms since the epoch; written in UTC with milliseconds (XEP-0082)
 */
export function withDelay(xml: string, from: string, at: number): string {
  const stamp = new Date(at).toISOString();
  const delay = `<delay xmlns='${NS.delay}' from='${escapeAttribute(from)}' stamp='${stamp}'/>`;
  // Our serializer escapes `>` everywhere, so this is the root's own end or its lack of content.
  if (xml.endsWith('/>')) {
    const name = /^<([^ />]+)/.exec(xml)?.[1] ?? '';
    return `${xml.slice(0, -2)}>${delay}</${name}>`;
  }
  const end = xml.lastIndexOf('</');
  return `${xml.slice(0, end)}${delay}${xml.slice(end)}`;
}

/** Already stamped by someone; a delay inside something forwarded is not the stanza's own. */
export function hasDelay(el: Element): boolean {
  return el.children.some((child) => typeof child === 'object' && child.is('delay', NS.delay));
}
