/** RFC 6120 stream negotiation as a machine, with its headers, features and errors. */
export * from './features.js';
export * from './negotiation.js';
export * from './stream-error.js';
