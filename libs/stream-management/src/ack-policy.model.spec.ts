import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AckPolicy } from './ack-policy.js';
import { advance, type H } from './counter.js';

type Op =
  | { do: 'send'; count: number }
  /** The client claims to have handled this part of what is unacknowledged: none, some, all. */
  | { do: 'answer'; part: number }
  | { do: 'flush' }
  | { do: 'wait'; time: number }
  | { do: 'look' }
  | { do: 'reconnect' };

const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('send' as const), count: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('answer' as const), part: fc.constantFrom(0, 0.5, 1) }),
  },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('flush' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), time: fc.integer({ min: 0, max: 50 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconnect' as const) }) },
);

const DELAY = 60;
const TIMEOUT = 90;

/** A client that answers as it likes, asked or not. Answers the number of steps. */
function run(start: number, allowance: number, ops: readonly Op[]): number {
  const policy = new AckPolicy();
  let sent = start as H;
  let inFlight = 0;
  let now = 1000;
  let outstanding = null as { since: number; raised: boolean } | null;
  /** Counts asked for on this connection. */
  let asked = new Set<H>();
  for (const step of ops) {
    switch (step.do) {
      case 'send':
        sent = advance(sent, step.count);
        inFlight += step.count;
        break;
      case 'answer':
        inFlight -= Math.floor(inFlight * step.part);
        assert.equal(policy.answered(now), outstanding === null ? null : now - outstanding.since);
        outstanding = null;
        break;
      case 'flush': {
        const due = policy.due(inFlight, sent, allowance);
        assert.equal(due, outstanding === null && inFlight > allowance && !asked.has(sent));
        if (!due) break;
        policy.asks(sent);
        policy.asked(now);
        asked.add(sent);
        outstanding = { since: now, raised: false };
        break;
      }
      case 'wait':
        now += step.time;
        break;
      case 'look': {
        const age: number = outstanding === null ? -1 : now - outstanding.since;
        assert.equal(policy.timedOut(now, TIMEOUT), age >= TIMEOUT);
        assert.equal(policy.delayed(now, 0), false);
        assert.equal(policy.delayed(now, DELAY), age >= DELAY && outstanding?.raised === false);
        if (outstanding !== null && age >= DELAY) outstanding.raised = true;
        break;
      }
      case 'reconnect':
        policy.reset();
        outstanding = null;
        asked = new Set();
    }
    assert.equal(policy.askedAt, outstanding?.since ?? null);
  }
  return ops.length;
}

it('one request at a time, never twice for the same count, whatever the client answers', () => {
  let steps = 0;
  const start = fc.constantFrom(0, 2 ** 31 - 5, 2 ** 32 - 20);
  const allowance = fc.constantFrom(0, 0, 3, 20);
  fc.assert(
    fc.property(start, allowance, fc.array(op, { maxLength: 200, size: 'max' }), (from, allowed, ops) => {
      steps += run(from, allowed, ops);
    }),
    { numRuns: 300 },
  );
  expect(steps).toBeGreaterThan(10_000);
});
