import { describe, expect, it } from 'vitest';
import type { H } from './counter.js';
import { OutboundQueue } from './outbound-queue.js';
import { queued } from './testing/queued.js';

function filled(pushed: number, sent: number) {
  const queue = new OutboundQueue();
  const stanzas = Array.from({ length: pushed }, (_, i) => queued({ xml: `<message id='${i}'/>` }));
  for (const stanza of stanzas) queue.push(stanza);
  for (let i = 0; i < sent; i++) queue.take();
  return { queue, stanzas };
}

describe('cutting a queue to a lowered limit', () => {
  it('takes the newest, hands them out oldest first, and keeps count of what is left', () => {
    const { queue, stanzas } = filled(5, 0);
    expect(queue.cut((count) => count <= 2)).toEqual(stanzas.slice(2));
    expect([queue.length, queue.bytes]).toEqual([2, 2 * (stanzas[0]?.bytes ?? 0)]);
    expect(stanzas.map((stanza) => stanza.holders)).toEqual([1, 1, 0, 0, 0]);
  });

  it('looks at bytes as well', () => {
    const { queue, stanzas } = filled(4, 0);
    const each = stanzas[0]?.bytes ?? 0;
    expect(queue.cut((_, bytes) => bytes <= 3 * each)).toEqual(stanzas.slice(3));
  });

  it('leaves what any socket has seen: the peer may have counted it', () => {
    const { queue, stanzas } = filled(5, 3);
    queue.rewind();
    expect(queue.cut(() => false)).toEqual(stanzas.slice(3));
    expect(queue.sendCount).toBe(3);
    expect(queue.check(3 as H)).toEqual({ kind: 'ok', count: 3 });
  });

  it('what comes afterwards is not taken for late', () => {
    const { queue } = filled(3, 1);
    queue.rewind();
    queue.cut(() => false);
    queue.push(queued());
    queue.take();
    expect(queue.lastTakenIsStale).toBe(true);
    queue.take();
    expect(queue.lastTakenIsStale).toBe(false);
  });

  it('takes nothing where all fits, and nothing from an empty queue', () => {
    const { queue } = filled(3, 0);
    expect(queue.cut((count) => count <= 3)).toEqual([]);
    expect(new OutboundQueue().cut(() => false)).toEqual([]);
  });

  it('an emptied queue goes on as any', () => {
    const { queue, stanzas } = filled(2, 0);
    expect(queue.cut(() => false)).toEqual(stanzas);
    queue.push(queued());
    expect([queue.length, queue.hasUnsent]).toEqual([1, true]);
    expect(new OutboundQueue().length).toBe(0);
  });
});
