/** XMPP addresses (RFC 7622) and the escaping of what a localpart cannot hold (XEP-0106). */
export { prepareDomain } from './domain.js';
export { escapeLocal, unescapeLocal } from './escape.js';
export { bareOf, type Jid } from './jid.js';
export { prepareLocal } from './local.js';
export { parseJid, withResource } from './parse.js';
export { prepareResource } from './resource.js';
