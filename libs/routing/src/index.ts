/** RFC 6121 §8 as a table: where a stanza for one of our accounts goes. */
export * from './delivery.js';
export * from './resources.js';
