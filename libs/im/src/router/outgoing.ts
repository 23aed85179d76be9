import { hasDelay, type StanzaKind, withDelay } from '#stanza';
import type { QueuedStanza } from '#stream-management';
import { type Element, NS, serialize } from '#xml';

const NOT_TO_READ: ReadonlySet<string> = new Set([NS.chatStates, NS.hints]);

/** Serialised once, whoever it goes to. @param at ms since the epoch, when it was accepted */
export function outgoing(stanza: Element, kind: StanzaKind, at: number): QueuedStanza {
  const xml = serialize(stanza);
  return {
    xml,
    bytes: Buffer.byteLength(xml),
    at,
    kind,
    type: String(stanza.attrs['type'] ?? ''),
    from: String(stanza.attrs['from'] ?? ''),
    delayed: hasDelay(stanza),
    transient: kind === 'message' && isTransient(stanza),
    noStore: stanza.getChild('no-store', NS.hints) !== undefined,
    holders: 0,
    arrived: false,
  };
}

/** The same stanza under a new identity, stamped with when it was accepted (XEP-0203); an existing delay is kept. */
export function late(stanza: QueuedStanza, domain: string): QueuedStanza {
  const xml = stanza.delayed ? stanza.xml : withDelay(stanza.xml, domain, stanza.at);
  return { ...stanza, xml, bytes: Buffer.byteLength(xml), delayed: true, holders: 0, arrived: false };
}

/** Nothing but a chat state (XEP-0085). A hint (XEP-0334) says how to treat a message, it is nothing to read. */
const isTransient = (message: Element): boolean =>
  message
    .getChildElements()
    .every((child) => NOT_TO_READ.has(child.getNS() ?? '') || child.name === 'thread');
