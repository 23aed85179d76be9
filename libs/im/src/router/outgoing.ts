import { hasDelay, type StanzaKind, withDelay } from '#stanza';
import type { QueuedStanza } from '#stream-management';
import { type Element, NS, serialize } from '#xml';

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
    holders: 0,
    arrived: false,
  };
}

/** The same stanza under a new identity, stamped with when it was accepted (XEP-0203); an existing delay is kept. */
export function late(stanza: QueuedStanza, domain: string): QueuedStanza {
  const xml = stanza.delayed ? stanza.xml : withDelay(stanza.xml, domain, stanza.at);
  return { ...stanza, xml, bytes: Buffer.byteLength(xml), delayed: true, holders: 0, arrived: false };
}

/** Nothing but a chat state (XEP-0085), or hinted not to be stored (XEP-0334 §4.3). */
function isTransient(message: Element): boolean {
  let substance = false;
  for (const child of message.getChildElements()) {
    const ns = child.getNS();
    if (ns === NS.hints && (child.name === 'no-store' || child.name === 'no-permanent-store')) return true;
    if (ns !== 'http://jabber.org/protocol/chatstates' && child.name !== 'thread') substance = true;
  }
  return !substance;
}
