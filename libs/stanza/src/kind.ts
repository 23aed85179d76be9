import { type Element, NS } from '#xml';

export type StanzaKind = 'message' | 'presence' | 'iq';

/** Which stanza a direct child of a client's stream is; undefined for nonzas and foreign namespaces (RFC 6120 §8). */
export function stanzaKind(el: Element): StanzaKind | undefined {
  const { name } = el;
  if (name !== 'message' && name !== 'presence' && name !== 'iq') return undefined;
  return el.attrs['xmlns'] === NS.client ? name : undefined;
}
