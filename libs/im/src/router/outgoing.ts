import { hasDelay, type StanzaKind, withDelay } from '#stanza';
import { type QueuedStanza, UNMARKED } from '#stream-management';
import { type Element, escapeAttribute, NS, serialize } from '#xml';

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
    copy: false,
    ...UNMARKED,
  };
}

/** The same stanza under a new identity, stamped with when it was accepted (XEP-0203); an existing delay is kept. */
export function late(stanza: QueuedStanza, domain: string): QueuedStanza {
  const xml = stanza.delayed ? stanza.xml : withDelay(stanza.xml, domain, stanza.at);
  return { ...stanza, xml, bytes: Buffer.byteLength(xml), delayed: true, ...UNMARKED };
}

/** The same stanza for one of those it is broadcast to. @param stanza as {@link outgoing} made it from one without `to` */
export function addressed(stanza: QueuedStanza, to: string): QueuedStanza {
  const attribute = ` to='${escapeAttribute(to)}'`;
  const at = stanza.kind.length + 1;
  const xml = `${stanza.xml.slice(0, at)}${attribute}${stanza.xml.slice(at)}`;
  return { ...stanza, xml, bytes: stanza.bytes + Buffer.byteLength(attribute), ...UNMARKED };
}

/**
 * Nothing but a chat state (XEP-0085). A hint (XEP-0334) says how to treat a message, it is nothing to read; but who asks to
 * `store` it (§4.4) thinks it worth something.
 */
const isTransient = (message: Element): boolean =>
  message
    .getChildElements()
    .every(
      (child) =>
        (NOT_TO_READ.has(child.getNS() ?? '') && !child.is('store', NS.hints)) || child.name === 'thread',
    );
