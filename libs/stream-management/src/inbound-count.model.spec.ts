import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { H } from './counter.js';
import { type Hold, InboundCount } from './inbound-count.js';

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
  const holds: { hold: Hold; n: bigint; open: boolean }[] = [];
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
      if (step !== 'receive') holds.push({ hold: inbound.hold(n), n: received, open: true });
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
