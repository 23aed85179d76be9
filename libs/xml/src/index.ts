/** XML as XMPP uses it: strict reading into ltx Elements, flat writing, namespaces. */
export { Element } from 'ltx';
export type { ShapeLimits, StreamHeader } from './document-parser.js';
export * from './escape.js';
export { isFault, type XmlCondition, type XmlFault } from './fault.js';
export * from './frame.js';
export * from './namespaces.js';
export * from './serializer.js';
export * from './stream-header.js';
export { type ReaderHandler, StreamReader } from './stream-reader.js';
export type { ReaderLimits } from './stream-tokenizer.js';
