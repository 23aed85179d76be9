import type { StoredContact } from '#ports';
import type { SubscriptionState } from '#routing';
import { Element } from '#xml';

/** Of whom nothing is known. */
export const stranger = (jid: string): StoredContact => ({
  jid,
  listed: false,
  name: '',
  groups: [],
  subscription: 'none',
  ask: false,
  approved: false,
  request: null,
});

/** A contact as the table of subscriptions sees it: a request that waits is what `pending in` means. */
export const stateOf = ({ subscription, ask, approved, request }: StoredContact): SubscriptionState => ({
  subscription,
  ask,
  approved,
  asked: request !== null,
});

/** @param request the stanza to keep where the contact has asked and none is kept yet */
export function withState(contact: StoredContact, state: SubscriptionState, request = ''): StoredContact {
  const { subscription, ask, approved, asked } = state;
  return { ...contact, subscription, ask, approved, request: asked ? (contact.request ?? request) : null };
}

/** Whether the owner's clients can tell the two apart; requests are told by other means. */
export function looksTheSame(one: StoredContact, other: StoredContact): boolean {
  if (!one.listed && !other.listed) return true;
  return (
    one.listed === other.listed &&
    one.name === other.name &&
    one.subscription === other.subscription &&
    one.ask === other.ask &&
    one.approved === other.approved &&
    one.groups.length === other.groups.length &&
    one.groups.every((group, i) => group === other.groups[i])
  );
}

/** An item of a roster result or push (RFC 6121 §2.1.2). */
export function itemElement(contact: StoredContact): Element {
  const { jid, listed, name, groups, subscription, ask, approved } = contact;
  if (!listed) return new Element('item', { jid, subscription: 'remove' });
  const item = new Element('item', {
    jid,
    subscription,
    ...(name !== '' && { name }),
    ...(ask && { ask: 'subscribe' }),
    ...(approved && { approved: 'true' }),
  });
  for (const group of groups) item.c('group').t(group);
  return item;
}
