import { Buffer } from 'node:buffer';
import { type QueuedStanza, UNMARKED } from '../queued-stanza.js';

/** A chat message from Romeo on its way, with what a test cares about changed. */
export function queued(fields: Partial<QueuedStanza> = {}): QueuedStanza {
  const xml = fields.xml ?? "<message xmlns='jabber:client' type='chat'><body>But, soft!</body></message>";
  return {
    xml,
    bytes: Buffer.byteLength(xml),
    at: 0,
    kind: 'message',
    type: 'chat',
    from: 'romeo@example.com/orchard',
    delayed: false,
    transient: false,
    noStore: false,
    copy: false,
    ...UNMARKED,
    ...fields,
  };
}
