/** What `<stream:features/>` offers at a point of the negotiation (RFC 6120 §4.3.2). */
export interface FeatureSet {
  readonly starttls: 'none' | 'optional' | 'required';
  readonly mechanisms: readonly string[];
  /** After authentication: bind, session, stream management and client state; XEP-0198 §2 forbids `<sm/>` before. */
  readonly authenticated: boolean;
  /** Bytes of the largest element taken on the stream (XEP-0478). */
  readonly maxBytes: number;
  /** What services offer at this point, as XML that declares its own namespaces. */
  readonly services: string;
}

/** The features as XML; `declare` as in {@link streamError}. */
export function features(set: FeatureSet, declare: boolean): string {
  const xmlns = declare ? " xmlns:stream='http://etherx.jabber.org/streams'" : '';
  return `<stream:features${xmlns}>${starttls(set)}${mechanisms(set)}${session(set)}${limits(set)}${set.services}</stream:features>`;
}

function starttls({ starttls }: FeatureSet): string {
  if (starttls === 'none') return '';
  return `<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'>${starttls === 'required' ? '<required/>' : ''}</starttls>`;
}

function mechanisms({ mechanisms }: FeatureSet): string {
  if (mechanisms.length === 0) return '';
  const list = mechanisms.map((name) => `<mechanism>${name}</mechanism>`).join('');
  return `<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${list}</mechanisms>`;
}

/**
 * XEP-0478 §3.1. No idle-seconds: an idle stream is never ended, TCP alone looks whether the peer is there. Nothing is told
 * beside a required STARTTLS (RFC 6120 §5.3.1).
 */
function limits({ starttls, maxBytes }: FeatureSet): string {
  if (starttls === 'required') return '';
  return `<limits xmlns='urn:xmpp:stream-limits:0'><max-bytes>${maxBytes}</max-bytes></limits>`;
}

/** COMPAT: the session feature is marked optional (RFC 6121 appendix E) so that old clients ask and new ones do not. */
function session({ authenticated }: FeatureSet): string {
  if (!authenticated) return '';
  return (
    "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>" +
    "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'><optional/></session>" +
    "<sm xmlns='urn:xmpp:sm:3'/><sm xmlns='urn:xmpp:sm:2'/><csi xmlns='urn:xmpp:csi:0'/>"
  );
}
