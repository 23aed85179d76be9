import type { Element } from './element.js';
import { NS } from './namespaces.js';

const STANZA = /^\s*<(message|presence|iq)\b/;

/** How many stanzas this text is: 1 or 0, for text that is one element. */
export const stanzasIn = (xml: string) => (STANZA.test(xml) ? 1 : 0);

export const isStanza = (element: Element) =>
  element.is('message', NS.client) || element.is('presence', NS.client) || element.is('iq', NS.client);

/** A client's side of a session's stream management: what it needs to resume (XEP-0198 §5). */
export class SmCount {
  /** Stanzas received since `<enabled/>`; a test may set it to what the client pretends. */
  handled = 0;
  /** Stanzas sent since `<enable/>`; those pipelined behind it count (XEP-0198 §4). */
  sent = 0;

  constructor(
    readonly ns: string,
    readonly id: string,
  ) {}

  static of(enabled: Element): SmCount {
    return new SmCount(enabled.xmlns, enabled.attrs['id'] ?? '');
  }

  /** As it goes over the wire, modulo 2^32 (XEP-0198 §4). */
  get h(): number {
    return this.handled % 2 ** 32;
  }
}
