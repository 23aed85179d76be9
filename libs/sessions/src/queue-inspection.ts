import type { QueueItem, QueuePage } from '#contracts';
import { advance, distance, type H, type OutboundQueue, type QueuedStanza } from '#stream-management';

/** A page of what waits in a queue, oldest first, without a word of what it says. @param now ms since the epoch */
export function pageOfQueue(
  queue: OutboundQueue,
  after: number | undefined,
  limit: number,
  now: number,
): QueuePage {
  const stanzas = queue.contents();
  // Where the last page ended has been acknowledged meanwhile: what is left begins behind it.
  const behind = after === undefined ? 0 : distance(queue.acked, after as H);
  const start = behind <= stanzas.length ? behind : 0;
  const items = stanzas.slice(start, start + limit).map((stanza, i) => itemOf(queue, stanza, start + i, now));
  const more = start + items.length < stanzas.length;
  return { items, next: more ? String(items.at(-1)?.n) : null, total: stanzas.length };
}

/** The stanza of this count, if it still waits. */
export function stanzaOfQueue(
  queue: OutboundQueue,
  n: number,
  now: number,
): (QueueItem & { xml: string }) | undefined {
  const index = distance(queue.acked, n as H) - 1;
  const stanza = queue.contents()[index];
  return stanza === undefined ? undefined : { ...itemOf(queue, stanza, index, now), xml: stanza.xml };
}

function itemOf(queue: OutboundQueue, stanza: QueuedStanza, index: number, now: number): QueueItem {
  const { kind, type, bytes, at } = stanza;
  const age = Math.max(0, now - at);
  return { n: advance(queue.acked, index + 1), kind, type, bytes, age, sent: index < queue.everSent };
}
