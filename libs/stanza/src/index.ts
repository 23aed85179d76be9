/** The three stanzas of RFC 6120 §8: which one, is it one, how it is refused, when it was sent. */
export * from './check.js';
export * from './delay.js';
export * from './kind.js';
export * from './reply.js';
export * from './stanza-error.js';
export * from './start-tag.js';
export * from './written-reply.js';
