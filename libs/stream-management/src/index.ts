/** XEP-0198 as arithmetic and tables: no socket, no clock, no framework. */
export * from './ack-policy.js';
export * from './availability.js';
export * from './counter.js';
export * from './enable.js';
export * from './fates.js';
export * from './inbound-count.js';
export * from './nonzas.js';
export * from './outbound-queue.js';
export * from './queued-stanza.js';
export * from './session-machine.js';
export type * from './session-state.js';
export * from './urgency.js';
