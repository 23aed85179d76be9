import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { H } from './counter.js';
import { InboundCount, type Pending } from './inbound-count.js';

type Op = 'receive' | 'receive and hold' | 'rewind' | { release: number };

const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Op>('receive') },
  { weight: 5, arbitrary: fc.constant<Op>('receive and hold') },
  { weight: 6, arbitrary: fc.record({ release: fc.double({ min: 0, max: 1, noNaN: true }) }) },
  { weight: 1, arbitrary: fc.constant<Op>('rewind') },
);
const TOP = 2 ** 32;
const start = fc.oneof(
  fc.integer({ min: TOP - 60, max: TOP - 1 }),
  fc.constantFrom(0, 2 ** 31 - 3),
  fc.nat(),
);

/** Holds are known by index; the count is an integer without bound. Answers the number of steps. */
function run(begin: number, ops: readonly Op[]): number {
  const inbound = new InboundCount(begin as H);
  const holds: { hold: Pending; n: bigint; open: boolean }[] = [];
  const wire = (n: bigint) => Number((BigInt(begin) + n) % BigInt(TOP));
  let received = 0n;
  let reported = 0n;
  const safe = () => {
    const open = holds.filter((held) => held.open).map(({ n }) => n);
    return open.reduce((least, n) => (n - 1n < least ? n - 1n : least), received);
  };
  for (const step of ops) {
    const before = safe();
    if (step === 'receive' || step === 'receive and hold') {
      received += 1n;
      const n = inbound.receive();
      assert.equal(n, wire(received));
      if (step !== 'receive') holds.push({ hold: inbound.hold(n, 0), n: received, open: true });
    } else if (step === 'rewind') {
      for (const held of holds) held.open = false;
      received = before;
      assert.equal(inbound.rewind(), wire(before));
    } else {
      const held = holds[Math.floor(step.release * holds.length)];
      if (held !== undefined) {
        held.open = false;
        assert.equal(inbound.release(held.hold), safe() !== before);
      }
    }
    assert.deepEqual([inbound.received, inbound.safe], [wire(received), wire(safe())]);
    // Never beyond a stanza that is held, never back.
    assert.equal(safe() >= reported, true);
    reported = safe();
  }
  return ops.length;
}

it('R12, R13, R15: what is reported is safe and never goes back, whatever is released when', () => {
  let steps = 0;
  fc.assert(
    fc.property(start, fc.array(op, { maxLength: 200, size: 'max' }), (begin, ops) => {
      steps += run(begin, ops);
    }),
    { numRuns: 400 },
  );
  expect(steps).toBeGreaterThan(10_000);
});

type Act =
  | { readonly do: 'send'; readonly slow: boolean }
  | { readonly do: 'finish'; readonly which: number }
  | {
      readonly do: 'return';
      readonly reversed: boolean;
      readonly crashed: boolean;
      readonly sendAgain: number;
    };

const part = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('send' as const), slow: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('finish' as const), which: part }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('return' as const),
      reversed: fc.boolean(),
      crashed: fc.boolean(),
      sendAgain: part,
    }),
  },
);

/** A server that acts on numbered stanzas, and a client that repeats what was not reported. Answers the number of steps. */
function story(begin: number, acts: readonly Act[]): number {
  let inbound = new InboundCount(begin as H);
  let next = 1;
  /** Of the client: sent and not reported as handled, in the order in which it counts them. */
  const unreported: number[] = [];
  let reported = begin;
  const effects = new Map<number, number>();
  let running: { stanza: number; hold: Pending }[] = [];

  const report = () => {
    const count = (inbound.safe - reported) >>> 0;
    assert.ok(count <= unreported.length, 'h went back or beyond what was sent');
    for (const stanza of unreported.splice(0, count))
      assert.equal(effects.get(stanza), 1, 'reported, not safe');
    reported = inbound.safe;
  };
  const receive = (stanza: number, slow: boolean) => {
    const n = inbound.receive();
    if (inbound.repeating && inbound.repeat(n, stanza, false) !== undefined) return;
    if (slow) running.push({ stanza, hold: inbound.hold(n, stanza) });
    else {
      effects.set(stanza, (effects.get(stanza) ?? 0) + 1);
      if (inbound.holding) inbound.pass(n, stanza);
    }
  };
  const finish = ({ stanza, hold }: (typeof running)[number]) => {
    effects.set(stanza, (effects.get(stanza) ?? 0) + 1);
    inbound.release(hold);
  };
  const back = ({ reversed, crashed, sendAgain }: Extract<Act, { do: 'return' }>) => {
    if (crashed) {
      inbound = new InboundCount(inbound.safe, inbound.done());
      // What was under way went with the process.
      running = [];
    }
    assert.equal(inbound.rewind(), inbound.safe);
    report();
    if (reversed && !crashed) unreported.reverse();
    // The connection may be lost again before all is repeated.
    const upTo = Math.ceil(unreported.length * sendAgain);
    for (const stanza of unreported.slice(0, upTo)) receive(stanza, stanza % 3 === 0);
    if (upTo < unreported.length) {
      inbound.rewind();
      report();
      for (const stanza of unreported) receive(stanza, stanza % 3 === 0);
    }
  };

  for (const one of acts) {
    if (one.do === 'send') {
      unreported.push(next);
      receive(next++, one.slow);
    } else if (one.do === 'finish') {
      const [done] = running.splice(Math.floor(one.which * running.length), 1);
      if (done !== undefined) finish(done);
    } else {
      report();
      back(one);
    }
    report();
    for (const [stanza, times] of effects)
      assert.equal(times, 1, `stanza ${stanza} had its effect ${times} times`);
  }
  for (const one of running.splice(0)) finish(one);
  report();
  assert.deepEqual(unreported, []);
  return acts.length;
}

it('whatever is cut, crashes and is sent again in whatever order, every stanza has its effect once', () => {
  let steps = 0;
  fc.assert(
    fc.property(start, fc.array(act, { maxLength: 80, size: 'max' }), (begin, acts) => {
      steps += story(begin, acts);
    }),
    { numRuns: 1000 },
  );
  expect(steps).toBeGreaterThan(10_000);
});
