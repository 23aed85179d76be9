import type { QueuedStanza } from './queued-stanza.js';

/**
 * Whether a stanza says that its sender is available or not, and nothing else (RFC 6121 §4): a newer one of the same
 * sender makes it worthless. A subscription, a probe and an error each want to be seen.
 */
export const tellsAvailability = ({ kind, type }: QueuedStanza): boolean =>
  kind === 'presence' && (type === '' || type === 'unavailable');
