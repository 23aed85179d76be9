import { type Element, NS } from '#xml';

const MUC_USER = 'http://jabber.org/protocol/muc#user';
/** XEP-0249. */
const DIRECT_INVITATION = 'jabber:x:conference';

/** Payloads that make a message part of a conversation without a body (XEP-0280 §6.1). */
const OF_CONVERSATIONS: ReadonlySet<string> = new Set([
  NS.receipts,
  NS.chatStates,
  NS.chatMarkers,
  DIRECT_INVITATION,
]);

/**
 * Whether the account's other resources are to see a message (XEP-0280 §6.1). What claims to be a carbon itself is none of
 * ours and never copied: only the server wraps.
 * @param direction `received`: copies for the recipient; `sent`: for the sender
 */
export function isEligible(message: Element, direction: 'received' | 'sent'): boolean {
  const type = message.attrs['type'];
  // XEP-0334 §5: hints in an error are those of what it returns.
  const mustStay = type !== 'error' && message.getChild('no-copy', NS.hints) !== undefined;
  if (mustStay || type === 'groupchat' || type === 'headline') return false;
  let [chats, fromRoom, invites] = [type === 'chat', false, false];
  for (const child of message.getChildElements()) {
    const namespace = child.getNS() ?? '';
    if (namespace === NS.carbons) return false;
    if (namespace === MUC_USER) {
      fromRoom = true;
      invites ||= child.getChild('invite') !== undefined;
    } else if (OF_CONVERSATIONS.has(namespace) || child.is('body', NS.client)) chats = true;
  }
  // A room tells each of the account's resources in it itself.
  if (fromRoom && direction === 'received' && !invites) return false;
  return chats || invites;
}
