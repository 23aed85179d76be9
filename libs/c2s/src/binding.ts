import { prepareResource } from '#jid';
import { errorReply, iqResult } from '#stanza';
import { Element, NS, serialize } from '#xml';

export type BindRequest =
  | { readonly kind: 'bind'; readonly resource: string | undefined }
  /** The iq is a bind request, but not a good one; the answer is complete. */
  | { readonly kind: 'refused'; readonly answer: string };

/** Reads `<iq type='set'><bind/></iq>` (RFC 6120 §7.6, §7.7); undefined when it is something else. */
export function readBind(stanza: Element): BindRequest | undefined {
  const bind = stanza.name === 'iq' ? stanza.getChild('bind', NS.bind) : undefined;
  if (bind === undefined) return undefined;
  if (stanza.attrs['type'] !== 'set' || !stanza.attrs['id']) return refuse(stanza);
  const wanted = bind.getChildText('resource')?.trim();
  if (!wanted) return { kind: 'bind', resource: undefined };
  // A copy: cut out of a network read, it would keep that whole read for as long as the session.
  const resource = prepareResource(Buffer.from(wanted).toString());
  return resource === undefined ? refuse(stanza) : { kind: 'bind', resource };
}

function refuse(stanza: Element): BindRequest {
  const error = errorReply(stanza, 'bad-request');
  return { kind: 'refused', answer: error === undefined ? '' : serialize(error) };
}

/** The result that names the full JID (RFC 6120 §7.6.1). */
export function bindResult(request: Element, fullJid: string): string {
  const bind = new Element('bind', { xmlns: NS.bind });
  bind.c('jid').t(fullJid);
  return serialize(iqResult(request, bind));
}
