import { parseJid, prepareLocal } from '#jid';
import { saslprep } from './saslprep.js';

/** The localpart that an authentication identity names: SASLprep (RFC 5802 §5.1, RFC 4616 §2), then RFC 7622. Undefined for none. */
export const prepareUsername = (name: string): string | undefined => {
  const prepared = saslprep(name, 'query');
  return prepared === undefined ? undefined : prepareLocal(prepared);
};

/** RFC 6120 §6.3.8: an authorization identity is a JID; here it can only be the user's own bare one. */
export const isOwnAuthzid = (authzid: string, username: string, domain: string): boolean =>
  parseJid(authzid)?.full === `${username}@${domain}`;
