import type { SmNamespace } from '#stream-management';

/** The same namespace as a literal: one cut out of a network read would keep that whole read for as long as the session. */
export const canonical = (namespace: SmNamespace): SmNamespace =>
  namespace === 'urn:xmpp:sm:3' ? 'urn:xmpp:sm:3' : 'urn:xmpp:sm:2';
