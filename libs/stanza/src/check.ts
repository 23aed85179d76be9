import type { Element } from '#xml';
import type { StanzaCondition } from './stanza-error.js';

/** A rule of RFC 6120 §8 that a stanza breaks: the stanza error it deserves. */
export interface StanzaProblem {
  readonly condition: StanzaCondition;
  readonly text: string;
}

const PRESENCE_TYPES = new Set([
  'error',
  'probe',
  'subscribe',
  'subscribed',
  'unavailable',
  'unsubscribe',
  'unsubscribed',
]);

/**
 * Checks a stanza's form, never its addresses. Messages always pass: a type nobody knows counts as `normal` (RFC 6121 §5.2.2). So
 * do the children of iq results and errors: who asked must hear something, and no error could answer them.
 */
export function checkInbound(stanza: Element): StanzaProblem | undefined {
  switch (stanza.name) {
    case 'iq':
      return checkIq(stanza);
    case 'presence':
      return checkPresence(stanza);
    default:
      return undefined;
  }
}

/** RFC 6120 §8.2.3. */
function checkIq(iq: Element): StanzaProblem | undefined {
  const { id, type } = iq.attrs;
  if (id === undefined) return bad('an iq must have an id');
  switch (type) {
    case 'get':
    case 'set':
      return countElements(iq) === 1 ? undefined : bad(`an iq of type ${type} must have exactly one child`);
    case 'result':
    case 'error':
      return undefined;
    default:
      return bad('the type of an iq must be get, set, result or error');
  }
}

/** RFC 6121 §4.7.1: available presence has no type at all. */
function checkPresence({ attrs: { type } }: Element): StanzaProblem | undefined {
  return type === undefined || PRESENCE_TYPES.has(type) ? undefined : bad('unknown type of presence');
}

function countElements(el: Element): number {
  let count = 0;
  for (const child of el.children) if (typeof child === 'object') count++;
  return count;
}

function bad(text: string): StanzaProblem {
  return { condition: 'bad-request', text };
}
