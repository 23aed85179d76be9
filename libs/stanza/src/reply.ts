import { Element, NS } from '#xml';
import { type ErrorDetail, type StanzaCondition, stanzaError } from './stanza-error.js';

export interface ErrorReply extends ErrorDetail {
  /** Who refuses, where that is not whom the stanza was sent to. */
  readonly from?: string | undefined;
}

/**
 * The stanza that refuses another: addresses swapped, id kept, nothing of its content (RFC 6120 §8.3.1 leaves that to us; it would
 * double what a flood costs). Undefined for an error or an iq result: those are never answered, or two servers could do so for ever.
 */
export function errorReply(
  stanza: Element,
  condition: StanzaCondition,
  options: ErrorReply = {},
): Element | undefined {
  const { type } = stanza.attrs;
  if (type === 'error' || (type === 'result' && stanza.name === 'iq')) return undefined;
  const reply = answer(stanza, 'error', options.from);
  reply.cnode(stanzaError(condition, options));
  return reply;
}

/** The result of an iq get or set (RFC 6120 §8.2.3), with at most one child, or none for a plain yes. */
export function iqResult(iq: Element, ...children: Element[]): Element {
  const reply = answer(iq, 'result', undefined);
  for (const child of children) reply.cnode(child);
  return reply;
}

function answer(stanza: Element, type: string, sender: string | undefined): Element {
  const { xmlns, id, to, from } = stanza.attrs;
  const reply = new Element(stanza.name, { xmlns: xmlns ?? NS.client });
  const { attrs } = reply;
  // Absent stays absent: a client that named nobody spoke to its own account and hears from nobody (RFC 6120 §8.1.2.1).
  const speaker = sender ?? to;
  if (speaker !== undefined) attrs['from'] = speaker;
  if (from !== undefined) attrs['to'] = from;
  if (id !== undefined) attrs['id'] = id;
  attrs['type'] = type;
  return reply;
}
