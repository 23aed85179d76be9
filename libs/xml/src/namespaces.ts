/** Every namespace the server speaks, by the name we call it; the document that defines it beside each group. */
export const NS = {
  // XML itself
  xml: 'http://www.w3.org/XML/1998/namespace',
  xmlns: 'http://www.w3.org/2000/xmlns/',

  // RFC 6120
  client: 'jabber:client',
  server: 'jabber:server',
  stream: 'http://etherx.jabber.org/streams',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  stanzaErrors: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  tls: 'urn:ietf:params:xml:ns:xmpp-tls',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',

  // RFC 3921, kept alive for old clients
  session: 'urn:ietf:params:xml:ns:xmpp-session',

  // RFC 6121
  roster: 'jabber:iq:roster',
  rosterVersioning: 'urn:xmpp:features:rosterver',
  preApproval: 'urn:xmpp:features:pre-approval',

  // RFC 7395
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',

  // XEP-0198
  sm3: 'urn:xmpp:sm:3',
  sm2: 'urn:xmpp:sm:2',

  // XEP-0388, XEP-0386, XEP-0484, XEP-0440
  sasl2: 'urn:xmpp:sasl:2',
  bind2: 'urn:xmpp:bind:0',
  fast: 'urn:xmpp:fast:0',
  channelBinding: 'urn:xmpp:sasl-cb:0',

  // XEP-0030, XEP-0115
  discoInfo: 'http://jabber.org/protocol/disco#info',
  discoItems: 'http://jabber.org/protocol/disco#items',
  caps: 'http://jabber.org/protocol/caps',

  // XEPs of one namespace each, by number
  dataForms: 'jabber:x:data', // 0004
  lastActivity: 'jabber:iq:last', // 0012
  privateStorage: 'jabber:iq:private', // 0049
  commands: 'http://jabber.org/protocol/commands', // 0050
  vcard: 'vcard-temp', // 0054
  resultSets: 'http://jabber.org/protocol/rsm', // 0059
  pubsub: 'http://jabber.org/protocol/pubsub', // 0060
  pubsubEvent: 'http://jabber.org/protocol/pubsub#event',
  pubsubOwner: 'http://jabber.org/protocol/pubsub#owner',
  register: 'jabber:iq:register', // 0077
  registerFeature: 'http://jabber.org/features/iq-register',
  chatStates: 'http://jabber.org/protocol/chatstates', // 0085
  version: 'jabber:iq:version', // 0092
  component: 'jabber:component:accept', // 0114
  avatarUpdate: 'vcard-temp:x:update', // 0153
  receipts: 'urn:xmpp:receipts', // 0184
  blocking: 'urn:xmpp:blocking', // 0191
  blockingErrors: 'urn:xmpp:blocking:errors',
  ping: 'urn:xmpp:ping', // 0199
  time: 'urn:xmpp:time', // 0202
  delay: 'urn:xmpp:delay', // 0203
  dialback: 'jabber:server:dialback', // 0220
  dialbackFeature: 'urn:xmpp:features:dialback',
  carbons: 'urn:xmpp:carbons:2', // 0280
  forward: 'urn:xmpp:forward:0', // 0297
  archive: 'urn:xmpp:mam:2', // 0313
  chatMarkers: 'urn:xmpp:chat-markers:0', // 0333
  hints: 'urn:xmpp:hints', // 0334
  csi: 'urn:xmpp:csi:0', // 0352
  push: 'urn:xmpp:push:0', // 0357
  stanzaIds: 'urn:xmpp:sid:0', // 0359
  streamLimits: 'urn:xmpp:stream-limits:0', // 0478
} as const;
