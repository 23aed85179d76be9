import { writtenErrorReply } from '#stanza';
import { type QueuedStanza, UNMARKED } from '#stream-management';

/**
 * A queued stanza's way back to its sender (RFC 6120 §8.3.3.13, XEP-0198 §4); undefined where no error may answer it.
 * @param at ms since the epoch, when it was returned
 */
export function returned(stanza: QueuedStanza, at: number): QueuedStanza | undefined {
  const error = writtenErrorReply(stanza.xml, 'recipient-unavailable');
  if (error === undefined) return undefined;
  return {
    xml: error.xml,
    bytes: Buffer.byteLength(error.xml),
    at,
    kind: stanza.kind,
    type: 'error',
    // A copy: cut out of the stanza, it would keep all of that for as long as the error waits.
    from: Buffer.from(error.from).toString(),
    delayed: false,
    transient: false,
    noStore: false,
    copy: false,
    ...UNMARKED,
  };
}
