/** RFC 6121 as tables: where a stanza for one of our accounts goes (§8), and what becomes of a subscription (§3). */
export * from './delivery.js';
export * from './resources.js';
export * from './subscription.js';
