import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { H } from './counter.js';
import { OutboundQueue } from './outbound-queue.js';
import type { QueuedStanza } from './queued-stanza.js';
import { queued } from './testing/queued.js';

const h = (n: number) => n as H;
const LAST = 0xffff_ffff;

/** A queue of `pushed` stanzas, the first `sent` of them handed to the socket. */
function filled(pushed: number, sent: number, start = 0) {
  const queue = new OutboundQueue(h(start));
  const stanzas = Array.from({ length: pushed }, (_, i) => queued({ xml: `<message id='${i}'/>` }));
  for (const stanza of stanzas) queue.push(stanza);
  for (let i = 0; i < sent; i++) queue.take();
  return { queue, stanzas };
}

const rest = (queue: OutboundQueue): QueuedStanza[] => {
  const taken: QueuedStanza[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) taken.push(next);
  return taken;
};

describe('queueing and sending', () => {
  it('starts empty, at 0', () => {
    const queue = new OutboundQueue();
    expect([queue.length, queue.bytes, queue.inFlight, queue.acked, queue.sendCount]).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(queue.hasUnsent).toBe(false);
    expect(queue.take()).toBeUndefined();
  });

  it('counts a stanza as sent when it is taken, not when it is queued', () => {
    const { queue, stanzas } = filled(2, 0);
    expect([queue.length, queue.inFlight, queue.sendCount, queue.hasUnsent]).toEqual([2, 0, 0, true]);
    expect(queue.take()).toBe(stanzas[0]);
    expect([queue.inFlight, queue.sendCount, queue.hasUnsent]).toEqual([1, 1, true]);
    expect(queue.take()).toBe(stanzas[1]);
    expect([queue.inFlight, queue.sendCount, queue.hasUnsent]).toEqual([2, 2, false]);
    expect(queue.take()).toBeUndefined();
    expect(queue.sendCount).toBe(2);
  });

  it('two queues share no list', () => {
    new OutboundQueue().push(queued());
    expect(new OutboundQueue().take()).toBeUndefined();
  });

  it('bytes are those of what is queued', () => {
    const { queue, stanzas } = filled(3, 3);
    const each = stanzas[0]?.bytes ?? 0;
    expect(queue.bytes).toBe(3 * each);
    queue.acknowledge(h(2));
    expect(queue.bytes).toBe(each);
    queue.drain();
    expect(queue.bytes).toBe(0);
  });

  it('the oldest is the first that is not acknowledged and was not superseded', () => {
    const { queue, stanzas } = filled(3, 1);
    expect(queue.oldest).toBe(stanzas[0]);
    queue.acknowledge(h(1));
    expect(queue.oldest).toBe(stanzas[1]);
    expect(new OutboundQueue().oldest).toBeUndefined();
    const waiting = new OutboundQueue();
    const [away, back] = [0, 1].map(() => queued({ kind: 'presence', xml: '<presence/>', type: '' }));
    for (const presence of [away, back]) {
      if (presence === undefined) continue;
      waiting.supersede(presence);
      waiting.push(presence);
    }
    expect(waiting.oldest).toBe(back);
  });
});

describe('acknowledging', () => {
  it('R17: frees exactly the acknowledged prefix', () => {
    const { queue, stanzas } = filled(5, 4);
    expect(queue.acknowledge(h(3))).toEqual({ kind: 'ok', count: 3 });
    expect([queue.acked, queue.length, queue.inFlight, queue.sendCount]).toEqual([3, 2, 1, 4]);
    expect(stanzas.map((s) => [s.holders, s.arrived])).toEqual([
      [0, true],
      [0, true],
      [0, true],
      [1, false],
      [1, false],
    ]);
    expect(rest(queue)).toEqual([stanzas[4]]);
  });

  it('R16: a repeated h is fine and frees nothing', () => {
    const { queue } = filled(3, 3);
    queue.acknowledge(h(2));
    expect(queue.acknowledge(h(2))).toEqual({ kind: 'ok', count: 0 });
    expect(queue.length).toBe(1);
  });

  it.each([
    ['too high', 4],
    ['queued but not sent', 3],
    ['behind the last', 0],
    ['far away', LAST],
  ])('R37: %s is refused with the numbers, and nothing changes', (_, wrong) => {
    const { queue, stanzas } = filled(3, 2);
    queue.acknowledge(h(1));
    const before = [queue.length, queue.bytes, queue.inFlight, queue.acked, queue.sendCount];
    expect(queue.acknowledge(h(wrong))).toEqual({ kind: 'handled-count-too-high', h: wrong, sendCount: 2 });
    expect([queue.length, queue.bytes, queue.inFlight, queue.acked, queue.sendCount]).toEqual(before);
    expect(stanzas.map((s) => s.arrived)).toEqual([true, false, false]);
  });

  it('judging an h does not act on it', () => {
    const { queue } = filled(3, 3);
    expect(queue.check(h(3))).toEqual({ kind: 'ok', count: 3 });
    expect(queue.length).toBe(3);
  });

  it('fault 5: a queue that straddles the wrap (R13)', () => {
    const { queue, stanzas } = filled(4, 4, LAST - 1);
    expect(queue.sendCount).toBe(2);
    expect(queue.acknowledge(h(3))).toMatchObject({ kind: 'handled-count-too-high', sendCount: 2 });
    expect(queue.acknowledge(h(LAST))).toEqual({ kind: 'ok', count: 1 });
    expect(queue.acknowledge(h(0))).toEqual({ kind: 'ok', count: 1 });
    expect(queue.acknowledge(h(LAST))).toMatchObject({ kind: 'handled-count-too-high' });
    queue.rewind();
    expect(rest(queue)).toEqual([stanzas[2], stanzas[3]]);
    expect(queue.acknowledge(h(2))).toEqual({ kind: 'ok', count: 2 });
    expect(queue.length).toBe(0);
  });

  it('R17: a long queue of which half is acknowledged goes on where it was', () => {
    const { queue, stanzas } = filled(200, 150);
    queue.acknowledge(h(120));
    expect([queue.length, queue.inFlight, queue.sendCount]).toEqual([80, 30, 150]);
    expect(rest(queue)).toEqual(stanzas.slice(150));
    queue.acknowledge(h(121));
    queue.rewind();
    expect(rest(queue)).toEqual(stanzas.slice(121));
  });

  it('what was acknowledged is not kept in memory', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const queue = new OutboundQueue();
    const gone = (() => {
      const stanza = queued();
      queue.push(stanza);
      queue.push(queued());
      queue.take();
      return new WeakRef(stanza);
    })();
    queue.acknowledge(h(1));
    // A WeakRef holds on until the turn that made it is over.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    expect(gone.deref()).toBeUndefined();
    expect(queue.length).toBe(1);
  });
});

describe('resuming', () => {
  it('R33: everything unacknowledged is sent again, in order, once, before what is new', () => {
    const { queue, stanzas } = filled(4, 3);
    queue.acknowledge(h(1));
    expect(queue.rewind()).toBe(2);
    const news = queued();
    queue.push(news);
    expect(rest(queue)).toEqual([stanzas[1], stanzas[2], stanzas[3], news]);
    expect(queue.sendCount).toBe(5);
  });

  it('R20: what was queued before is late, what comes after is not', () => {
    const { queue } = filled(2, 1);
    queue.take();
    expect(queue.lastTakenIsStale).toBe(false);
    queue.rewind();
    queue.push(queued());
    const stale = [0, 1, 2].map(() => {
      queue.take();
      return queue.lastTakenIsStale;
    });
    expect(stale).toEqual([true, true, false]);
  });

  it('R20: an <a/> between two re-sent stanzas moves the boundary along', () => {
    const { queue } = filled(2, 2);
    queue.rewind();
    queue.take();
    queue.acknowledge(h(1));
    queue.push(queued());
    queue.take();
    expect(queue.lastTakenIsStale).toBe(true);
    queue.take();
    expect(queue.lastTakenIsStale).toBe(false);
  });

  it('R32: counts carry over; the re-send does not lower what was sent', () => {
    const { queue } = filled(5, 5);
    queue.acknowledge(h(2));
    queue.rewind();
    expect([queue.acked, queue.sendCount, queue.inFlight, queue.position]).toEqual([2, 5, 0, 2]);
    queue.take();
    expect([queue.sendCount, queue.inFlight, queue.position]).toEqual([5, 1, 3]);
    rest(queue);
    expect([queue.sendCount, queue.inFlight, queue.position]).toEqual([5, 3, 5]);
  });

  // A client resumes, its connection dies before anything was re-sent, and meanwhile what the connection before
  // had still carried reached it.
  it('R51: the h of a second resume may cover what only the connection before had carried', () => {
    const { queue, stanzas } = filled(5, 4);
    queue.acknowledge(h(1));
    queue.rewind();
    queue.take();
    expect(queue.acknowledge(h(3))).toEqual({ kind: 'ok', count: 2 });
    expect([queue.inFlight, queue.position, queue.sendCount]).toEqual([0, 3, 4]);
    expect(queue.check(h(5))).toEqual({ kind: 'handled-count-too-high', h: 5, sendCount: 4 });
    expect(queue.rewind()).toBe(1);
    expect(rest(queue)).toEqual([stanzas[3], stanzas[4]]);
  });
});

describe('at the end', () => {
  it('R19: hands out all that was not acknowledged, oldest first, once', () => {
    const { queue, stanzas } = filled(4, 2);
    queue.acknowledge(h(1));
    expect(queue.drain()).toEqual(stanzas.slice(1));
    expect(stanzas.map((s) => s.holders)).toEqual([0, 0, 0, 0]);
    expect(stanzas.map((s) => s.arrived)).toEqual([true, false, false, false]);
    expect([queue.length, queue.inFlight, queue.hasUnsent, queue.sendCount]).toEqual([0, 0, false, 1]);
    expect(queue.drain()).toEqual([]);
    expect(queue.take()).toBeUndefined();
  });

  it('a stanza in two queues is held twice', () => {
    const stanza = queued();
    const [one, two] = [new OutboundQueue(), new OutboundQueue()];
    one.push(stanza);
    two.push(stanza);
    expect(stanza.holders).toBe(2);
    one.drain();
    expect([stanza.holders, stanza.arrived]).toEqual([1, false]);
    two.take();
    two.acknowledge(h(1));
    expect([stanza.holders, stanza.arrived]).toEqual([0, true]);
  });
});
