/** XML as XMPP uses it: strict reading into ltx Elements, flat writing, namespaces. */
export { Element } from 'ltx';
export * from './namespaces.js';
