/** A stanza error condition as stream-management nonzas carry it (XEP-0198 §6). */
export const errorCondition = (name: string): string =>
  `<${name} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>`;
