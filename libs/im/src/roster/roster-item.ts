import { type Jid, parseJid } from '#jid';
import { type Element, NS } from '#xml';
import type { StanzaFault } from '../registry/iq-handler.js';

/** UTF-8 bytes of a name or a group: as much as a part of an address may have. */
const MAX_TEXT_BYTES = 1023;

/** Groups of one contact. People have a handful; each is stored and pushed with every change of the item. */
const MAX_GROUPS = 50;

/** What a roster set asks for. */
export type ItemRequest =
  | { readonly kind: 'remove'; readonly jid: Jid }
  | { readonly kind: 'put'; readonly jid: Jid; readonly name: string; readonly groups: readonly string[] };

/** Reads the query of a roster set (RFC 6121 §2.1.5, §2.3.3). */
export function readItem(query: Element): ItemRequest | StanzaFault {
  const items = query.getChildElements();
  const [item] = items;
  if (query.name !== 'query' || item === undefined || items.length > 1 || !item.is('item', NS.roster))
    return bad('a roster set has exactly one item');
  const text = item.attrs['jid'] as string | undefined;
  if (text === undefined) return bad('an item has a jid');
  const jid = parseJid(text);
  if (jid === undefined) return { condition: 'jid-malformed', text: 'the jid of the item is none' };
  if (jid.resource !== null) return bad('the jid of an item has no resource');
  // Any other value is not the client's to say (§2.1.2.5).
  if (item.attrs['subscription'] === 'remove') return { kind: 'remove', jid };

  const name = String(item.attrs['name'] ?? '');
  const groups = item.getChildren('group', NS.roster).map((group) => group.getText());
  if (new Set(groups).size < groups.length) return bad('an item is in a group once');
  if (groups.includes('')) return unacceptable('a group has a name');
  if ([name, ...groups].some((value) => Buffer.byteLength(value) > MAX_TEXT_BYTES))
    return unacceptable(`names and groups have at most ${MAX_TEXT_BYTES} bytes`);
  if (groups.length > MAX_GROUPS) return unacceptable(`an item is in at most ${MAX_GROUPS} groups`);
  return { kind: 'put', jid, name, groups };
}

const bad = (text: string): StanzaFault => ({ condition: 'bad-request', text });
const unacceptable = (text: string): StanzaFault => ({ condition: 'not-acceptable', text });
