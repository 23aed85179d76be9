/** The seams between Dormouse's rings: what the session core needs of the world, without saying who provides it. */
export type * from './account-store.js';
export * from './backup-port.js';
export type * from './block-store.js';
export type * from './clock.js';
export * from './event-loop.js';
export type * from './event-store.js';
export type * from './ids.js';
export * from './journal-port.js';
export type * from './limit-store.js';
export type * from './logout-store.js';
export type * from './offline-store.js';
export type * from './old-session-store.js';
export type * from './operator-store.js';
export type * from './private-store.js';
export type * from './roster-store.js';
export type * from './session-directory.js';
export * from './tokens.js';
export type * from './vcard-store.js';
