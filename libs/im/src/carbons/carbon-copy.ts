import { type QueuedStanza, UNMARKED } from '#stream-management';
import { escapeAttribute, NS } from '#xml';

/**
 * A message as another resource of the account sees it: forwarded (XEP-0297), in the account's own name, which only its
 * server can stamp (XEP-0280 §7, §8). Put together as text: the message was serialised once already.
 * @param to full JID of the resource that gets the copy
 */
export function carbonCopy(
  original: QueuedStanza,
  direction: 'received' | 'sent',
  bareJid: string,
  to: string,
): QueuedStanza {
  const type = original.type === '' ? '' : ` type='${escapeAttribute(original.type)}'`;
  const xml =
    `<message xmlns='${NS.client}' from='${escapeAttribute(bareJid)}' to='${escapeAttribute(to)}'${type}>` +
    `<${direction} xmlns='${NS.carbons}'><forwarded xmlns='${NS.forward}'>${original.xml}</forwarded></${direction}>` +
    '</message>';
  return {
    xml,
    bytes: Buffer.byteLength(xml),
    at: original.at,
    kind: 'message',
    type: original.type,
    from: bareJid,
    delayed: false,
    transient: original.transient,
    noStore: true,
    copy: true,
    ...UNMARKED,
  };
}
