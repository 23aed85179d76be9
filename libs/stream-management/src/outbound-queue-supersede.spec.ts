import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { H } from './counter.js';
import { OutboundQueue } from './outbound-queue.js';
import type { QueuedStanza } from './queued-stanza.js';
import { queued } from './testing/queued.js';

const JULIET = 'juliet@example.com/balcony';

const presence = (type = '', from = JULIET) => queued({ kind: 'presence', xml: '<presence/>', type, from });

function put(queue: OutboundQueue, stanza: QueuedStanza): readonly QueuedStanza[] {
  const obsolete = queue.supersede(stanza);
  queue.push(stanza);
  return obsolete;
}

function takeAll(queue: OutboundQueue): QueuedStanza[] {
  const taken: QueuedStanza[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) taken.push(next);
  return taken;
}

describe('presence that supersedes', () => {
  it('takes the earlier one of the same full JID out and lines up at the end', () => {
    const queue = new OutboundQueue();
    const [first, chat, second] = [presence(), queued({ from: JULIET }), presence('unavailable')];
    put(queue, first);
    queue.push(chat);

    expect(put(queue, second)).toEqual([first]);
    expect([queue.length, queue.bytes, first.holders]).toEqual([2, chat.bytes + second.bytes, 0]);
    expect(first.arrived).toBe(false);
    queue.rewind();
    expect(takeAll(queue)).toEqual([chat, second]);
    expect(queue.sendCount).toBe(2);
  });

  it('leaves what another resource of the same user said', () => {
    const queue = new OutboundQueue();
    put(queue, presence('', 'juliet@example.com/chamber'));
    expect(put(queue, presence())).toEqual([]);
    expect(queue.length).toBe(2);
  });

  it.each(['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed', 'probe', 'error'])(
    'leaves presence of type %s, which wants to be seen',
    (type) => {
      const queue = new OutboundQueue();
      queue.push(presence(type));
      expect(put(queue, presence())).toEqual([]);
      expect(queue.length).toBe(2);
    },
  );

  it('leaves what any socket has seen: the peer may have counted it', () => {
    const queue = new OutboundQueue();
    const [seen, waiting] = [presence(), presence('unavailable')];
    queue.push(seen);
    queue.push(waiting);
    queue.take();
    queue.rewind();

    expect(put(queue, presence())).toEqual([waiting]);
    expect(queue.length).toBe(2);
    expect(queue.acknowledge(1 as H)).toEqual({ kind: 'ok', count: 1 });
    expect(seen.arrived).toBe(true);
  });

  it('finds what was queued before anyone asked', () => {
    const queue = new OutboundQueue();
    const before = [presence(), presence('unavailable'), presence()];
    for (const stanza of before) queue.push(stanza);
    expect(new Set(put(queue, presence()))).toEqual(new Set(before));
    expect(queue.length).toBe(1);
  });

  it('leaves nothing to be found twice', () => {
    const queue = new OutboundQueue();
    const stanza = presence();
    put(queue, stanza);
    expect([queue.supersede(stanza), queue.supersede(stanza)]).toEqual([[stanza], []]);
    expect([queue.length, queue.bytes, stanza.holders]).toEqual([0, 0, 0]);
  });

  it('knows the presence that a cut took from the end no more', () => {
    const queue = new OutboundQueue();
    const [chat, cut] = [queued(), presence()];
    queue.push(chat);
    put(queue, cut);
    expect(queue.cut((stanzas) => stanzas <= 1)).toEqual([cut]);
    expect(put(queue, presence())).toEqual([]);
    expect([queue.length, cut.holders]).toEqual([2, 0]);
  });

  it('is not taken for late where it follows on stale ones that left', () => {
    const queue = new OutboundQueue();
    put(queue, presence());
    queue.push(queued());
    queue.rewind();
    put(queue, presence());
    queue.take();
    expect(queue.lastTakenIsStale).toBe(true);
    queue.take();
    expect(queue.lastTakenIsStale).toBe(false);
  });

  it('keeps a queue of two as one of two, however often a contact comes and goes', () => {
    const queue = new OutboundQueue();
    const chat = queued();
    queue.push(chat);
    const flips = Array.from({ length: 10_001 }, (_, i) => presence(i % 2 === 0 ? '' : 'unavailable'));
    for (const stanza of flips) put(queue, stanza);
    expect(queue.drain()).toEqual([chat, flips.at(-1)]);
    expect(flips.every(({ holders }) => holders === 0)).toBe(true);
  });

  it('does not grow in memory either', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const queue = new OutboundQueue();
    const stanza = presence();
    const flip = (times: number) => {
      for (let i = 0; i < times; i++) put(queue, stanza);
      collect();
      return process.memoryUsage().heapUsed;
    };
    // A slot is eight bytes: kept, these would be eight megabytes.
    const before = flip(10);
    expect(flip(1_000_000) - before).toBeLessThan(4e6);
    expect(queue.length).toBe(1);
  });
});
