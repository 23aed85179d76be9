import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { H } from './counter.js';
import { OutboundQueue } from './outbound-queue.js';
import type { QueuedStanza } from './queued-stanza.js';
import { QueueOracle } from './testing/queue-oracle.js';
import { queued } from './testing/queued.js';

type Which = 0 | 1;
type Op =
  | { do: 'push'; to: 0 | 1 | 'both'; bytes: number; times: number }
  /** Presence of some kind from one of a few senders, taking the place of an earlier one or not. */
  | { do: 'presence'; to: Which; from: string; type: string; latest: boolean; times: number }
  | { do: 'take'; of: Which; count: number }
  /** Somewhere in what was ever sent. */
  | { do: 'ack'; of: Which; part: number }
  /** So far from the last h, forwards or backwards. */
  | { do: 'stray'; of: Which; by: number }
  | { do: 'rewind'; of: Which }
  /** A limit on stanzas is lowered. */
  | { do: 'cut'; of: Which; count: number }
  | { do: 'drain'; of: Which };

const of = fc.constantFrom<Which>(0, 1);
const some = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(80));
const stray = fc.oneof(fc.integer({ min: -6, max: 12 }), fc.integer({ min: -(2 ** 31), max: 2 ** 32 }));
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      to: fc.constantFrom(0 as const, 1 as const, 'both' as const),
      bytes: fc.integer({ min: 1, max: 9 }),
      // Now and then so many that freed slots are reclaimed.
      times: fc.oneof({ weight: 30, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(150) }),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('presence' as const),
      to: of,
      from: fc.constantFrom('a@example.com/1', 'a@example.com/2', 'b@example.com/1'),
      type: fc.constantFrom('', '', 'unavailable', 'unavailable', 'subscribe', 'error'),
      latest: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.boolean()),
      // Now and then so often that emptied slots are reclaimed.
      times: fc.oneof({ weight: 30, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(150) }),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('take' as const), of, count: some }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('ack' as const),
      of,
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('stray' as const), of, by: stray }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rewind' as const), of }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), of, count: some }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drain' as const), of }) },
);
const TOP = 2 ** 32;
const start = fc.oneof(
  fc.integer({ min: TOP - 90, max: TOP - 1 }),
  fc.constantFrom(0, 1, 2 ** 31 - 2, 2 ** 31),
  fc.integer({ min: 0, max: TOP - 1 }),
);

/** One queue beside what it should be. */
class Pair {
  readonly queue: OutboundQueue;
  readonly oracle: QueueOracle;

  constructor(begin: number) {
    this.queue = new OutboundQueue(begin as H);
    this.oracle = new QueueOracle(BigInt(begin));
  }

  push(stanza: QueuedStanza): void {
    this.queue.push(stanza);
    this.oracle.pushed.push(stanza);
  }

  supersede(stanza: QueuedStanza): void {
    const taken = this.queue.supersede(stanza);
    const expected = this.oracle.supersede(stanza.from);
    assert.equal(taken.length, expected.length);
    assert.deepEqual(new Set(taken), new Set(expected));
    this.compare();
  }

  take(): void {
    const expected = this.oracle.take();
    assert.equal(this.queue.take(), expected);
    if (expected !== undefined)
      assert.equal(this.queue.lastTakenIsStale, this.oracle.sent <= this.oracle.stale);
  }

  acknowledge(h: number): readonly QueuedStanza[] {
    const { queue, oracle } = this;
    const count = oracle.freedBy(h);
    const expected =
      count === undefined
        ? { kind: 'handled-count-too-high', h, sendCount: oracle.count(oracle.everSent) }
        : { kind: 'ok', count };
    assert.deepEqual(queue.check(h as H), expected);
    this.compare();
    const answer = queue.acknowledge(h as H);
    const freed = oracle.waiting.slice(0, count ?? 0);
    const shared = freed.filter(({ holders }) => holders > 0);
    assert.deepEqual(answer, shared.length === 0 ? expected : { ...expected, shared });
    oracle.free(count ?? 0);
    return freed;
  }

  compare(): void {
    const { queue, oracle } = this;
    const { waiting } = oracle;
    assert.deepEqual(
      [
        queue.length,
        queue.bytes,
        queue.inFlight,
        queue.hasUnsent,
        queue.acked,
        queue.position,
        queue.sendCount,
      ],
      [
        waiting.length,
        waiting.reduce((sum, stanza) => sum + stanza.bytes, 0),
        oracle.sent - oracle.acked,
        oracle.sent < oracle.pushed.length,
        oracle.count(oracle.acked),
        oracle.count(oracle.sent),
        oracle.count(oracle.everSent),
      ],
    );
  }
}

/** Two sessions of one user; some stanzas are fanned out to both. Answers the number of steps. */
function run(starts: readonly [number, number], ops: readonly Op[]): number {
  const pairs = [new Pair(starts[0]), new Pair(starts[1])] as const;
  const all: QueuedStanza[] = [];
  const arrived = new Set<QueuedStanza>();
  for (const step of ops) {
    if (step.do === 'push') {
      for (let i = 0; i < step.times; i++) {
        const stanza = queued({ xml: '<message/>', bytes: step.bytes, at: all.length });
        all.push(stanza);
        for (const to of step.to === 'both' ? ([0, 1] as const) : [step.to]) pairs[to].push(stanza);
      }
    } else if (step.do === 'presence') {
      for (let i = 0; i < step.times; i++) {
        const { from, type } = step;
        const stanza = queued({ kind: 'presence', xml: '<presence/>', from, type, at: all.length });
        all.push(stanza);
        if (step.latest && ['', 'unavailable'].includes(type)) pairs[step.to].supersede(stanza);
        pairs[step.to].push(stanza);
      }
    } else {
      const pair = pairs[step.of];
      const { oracle, queue } = pair;
      switch (step.do) {
        case 'take':
          for (let i = 0; i < step.count; i++) pair.take();
          break;
        case 'ack': {
          const index = oracle.acked + Math.round(step.part * (oracle.everSent - oracle.acked));
          for (const stanza of pair.acknowledge(oracle.count(index))) arrived.add(stanza);
          break;
        }
        case 'stray':
          for (const stanza of pair.acknowledge((queue.acked + step.by) >>> 0)) arrived.add(stanza);
          break;
        case 'rewind':
          assert.equal(queue.rewind(), oracle.rewind());
          break;
        case 'cut':
          assert.deepEqual(
            queue.cut((stanzas) => stanzas <= step.count),
            oracle.cut(step.count),
          );
          break;
        case 'drain':
          assert.deepEqual(queue.drain(), oracle.drain());
      }
    }
    for (const pair of pairs) pair.compare();
  }
  const held = (stanza: QueuedStanza) => pairs[0].oracle.holds(stanza) + pairs[1].oracle.holds(stanza);
  assert.deepEqual(
    all.map((s) => [s.holders, s.arrived]),
    all.map((s) => [held(s), arrived.has(s)]),
  );
  return ops.length;
}

it('R13, R17, R32, R33: nothing is lost, nothing comes twice, counts are exact, whatever happens', () => {
  let steps = 0;
  fc.assert(
    fc.property(fc.tuple(start, start), fc.array(op, { maxLength: 400, size: 'max' }), (starts, ops) => {
      steps += run(starts, ops);
    }),
    { numRuns: 300 },
  );
  expect(steps).toBeGreaterThan(10_000);
});
