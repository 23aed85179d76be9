import { tellsAvailability } from './availability.js';
import type { QueuedStanza } from './queued-stanza.js';

/** Whether a client that nobody looks at is to be woken for it: presence and chat states can wait (XEP-0352 §5). */
export const isUrgent = (stanza: QueuedStanza): boolean => !stanza.transient && !tellsAvailability(stanza);
