import { type QueuedStanza, UNMARKED } from '#stream-management';
import { EPOCH } from './fake-clock.js';

/** A stanza as routing queues it: chat from Juliet unless told otherwise. */
export function queued(id: string, other: Partial<QueuedStanza> = {}): QueuedStanza {
  const xml = `<message xmlns='jabber:client' id='${id}' type='chat'><body>${id}</body></message>`;
  return {
    xml,
    bytes: Buffer.byteLength(xml),
    at: EPOCH,
    kind: 'message',
    type: 'chat',
    from: 'juliet@localhost/balcony',
    delayed: false,
    transient: false,
    noStore: false,
    copy: false,
    ...UNMARKED,
    ...other,
  };
}
