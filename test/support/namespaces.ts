/** The namespaces the tests speak, written down once more on purpose: a typing error in the server's own list must not pass. */
export const NS = {
  client: 'jabber:client',
  stream: 'http://etherx.jabber.org/streams',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  stanzaErrors: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  tls: 'urn:ietf:params:xml:ns:xmpp-tls',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  session: 'urn:ietf:params:xml:ns:xmpp-session',
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  sm2: 'urn:xmpp:sm:2',
  sm3: 'urn:xmpp:sm:3',
  delay: 'urn:xmpp:delay',
  ping: 'urn:xmpp:ping',
  version: 'jabber:iq:version',
  roster: 'jabber:iq:roster',
  discoInfo: 'http://jabber.org/protocol/disco#info',
} as const;

/** `xmlns` of a stanza error's condition and of a stream error's, for patterns. */
export const STANZA_ERROR = `xmlns='${NS.stanzaErrors}'`;
export const STREAM_ERROR = `xmlns='${NS.streamErrors}'`;
