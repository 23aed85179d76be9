import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EndReason } from '#contracts';
import type { H } from './counter.js';
import type { AckCheck } from './outbound-queue.js';
import { step } from './session-machine.js';
import type { SessionEffect, SessionEvent, SessionState } from './session-state.js';

type Effect = SessionEffect<number>;
type Event = SessionEvent<number>;
/** An event without what the run fills in: the time and the name of the attempt. */
type Op =
  | { do: 'enable'; resume: boolean; time: number }
  | { do: 'lose' | 'close' | 'settled' }
  | { do: 'resume'; right: boolean }
  | { do: 'deadline'; after: number }
  | { do: 'extend'; by: number }
  | { do: 'end'; reason: Extract<Event, { type: 'end' }>['reason'] };

const reason = fc.constantFrom('expired', 'replaced', 'evicted', 'killed', 'shutdown');
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('enable'),
      resume: fc.boolean(),
      time: fc.integer({ min: 1, max: 90 }),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('lose') }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('resume'), right: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('deadline'), after: fc.integer({ min: 0, max: 120 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('extend'), by: fc.integer({ min: -60, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end'), reason }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settled') }) },
) as fc.Arbitrary<Op>;

const RIGHT: AckCheck = { kind: 'ok', count: 1 };
const WRONG: AckCheck = { kind: 'handled-count-too-high', h: 9 as H, sendCount: 3 as H };

/** A session as flags, and everything that has happened to it. */
class Story {
  state: SessionState<number> = { phase: 'bound' };
  #now = 1000;
  #attempts = 0;
  /** Granted resumption for so long; null for none, undefined before `<enable/>`. */
  #granted: number | null | undefined;
  #asleep: { since: number; until: number } | null = null;
  #over: { reason: EndReason; keepsH: boolean; sleptSince: number | null } | null = null;
  #settled = false;
  /** Attempts that came while h was being stored. */
  #waiting: number[] = [];
  readonly done: Effect['do'][] = [];

  apply(op: Op): void {
    const event = this.#event(op);
    const before = this.state;
    const [next, ...effects] = step(before, event);
    this.state = next;
    this.done.push(...effects.map((effect) => effect.do));
    const expected = this.#expected(event);
    assert.deepEqual(effects, expected);
    // A refusal changes nothing, and neither does an event that does not fit.
    const quiet = expected.every((effect) => effect.do === 'refuse') && event.type !== 'enable';
    if (quiet && this.#waiting.length === 0) assert.equal(next, before);
    assert.equal(next.phase, this.#phase());
    if (next.phase === 'hibernating') assert.equal(next.deadline, this.#asleep?.until);
  }

  /** The session ends, if it has not, and its h is stored, if it is. */
  finish(): void {
    if (this.#over === null) this.apply({ do: 'end', reason: 'killed' });
    if (this.#over?.keepsH && !this.#settled) this.apply({ do: 'settled' });
    const of = (kind: Effect['do']) => this.done.filter((done) => done === kind).length;
    assert.equal(this.state.phase, 'ended');
    assert.deepEqual([of('leave'), of('settle')], [1, 1]);
    assert.equal(of('store-h'), this.#over?.keepsH ? 1 : 0);
    assert.equal(of('resume') + of('refuse'), this.#attempts);
    const left = this.done.slice(this.done.indexOf('leave') + 1);
    assert.equal(left.includes('resume') || left.includes('hibernate'), false);
    if (this.#over?.keepsH) assert.deepEqual(left.slice(0, 2), ['store-h', 'settle']);
  }

  #event(op: Op): Event {
    this.#now += 1;
    switch (op.do) {
      case 'enable':
        return { type: 'enable', grant: { resume: op.resume, hibernationTime: op.time } };
      case 'lose':
        return { type: 'connection-lost', reason: 'connection-lost', at: this.#now };
      case 'resume':
        this.#attempts++;
        return { type: 'resume', attempt: this.#attempts, ack: op.right ? RIGHT : WRONG, at: this.#now };
      case 'deadline':
        this.#now += op.after;
        return { type: 'deadline', at: this.#now };
      case 'extend':
        return { type: 'extend', deadline: (this.#asleep?.until ?? this.#now) + op.by };
      case 'close':
        return { type: 'stream-closed' };
      case 'end':
        return { type: 'end', reason: op.reason };
      case 'settled':
        return { type: 'h-settled' };
    }
  }

  #expected(event: Event): Effect[] {
    if (event.type === 'resume') return this.#claim(event);
    if (event.type === 'h-settled') return this.#stored();
    if (this.#over !== null) return [];
    const awake = this.#asleep === null;
    const resumable = typeof this.#granted === 'number';
    switch (event.type) {
      case 'enable':
        if (this.#granted === undefined)
          this.#granted = event.grant.resume ? event.grant.hibernationTime : null;
        return [];
      case 'connection-lost': {
        if (!awake) return [];
        if (typeof this.#granted !== 'number') return this.#end('lost', false);
        this.#asleep = { since: event.at, until: event.at + this.#granted };
        const { since, until: deadline } = this.#asleep;
        return [{ do: 'hibernate', since, deadline, reason: event.reason }];
      }
      case 'stream-closed':
        return awake ? this.#end('closed', false) : [];
      case 'deadline':
        return this.#asleep !== null && event.at >= this.#asleep.until ? this.#end('expired', true) : [];
      case 'extend':
        if (this.#asleep === null || event.deadline <= this.#asleep.until) return [];
        return [this.#extend(this.#asleep, event.deadline)];
      case 'end':
        return this.#end(event.reason, resumable);
    }
  }

  #extend(asleep: { since: number; until: number }, deadline: number): Effect {
    this.#asleep = { ...asleep, until: deadline };
    return { do: 'extend', deadline, by: deadline - asleep.until };
  }

  #claim({ attempt, ack, at }: Extract<Event, { type: 'resume' }>): Effect[] {
    const refuse = (failure: 'expired' | 'not_resumable' | 'h_too_high'): Effect[] => [
      { do: 'refuse', attempt, failure, ack },
    ];
    if (this.#settled) return refuse('expired');
    if (this.#over !== null) {
      this.#waiting.push(attempt);
      return [];
    }
    if (typeof this.#granted !== 'number') return refuse('not_resumable');
    if (ack !== RIGHT) return refuse('h_too_high');
    const hibernatedSince = this.#asleep?.since ?? null;
    this.#asleep = null;
    return [{ do: 'resume', attempt, hibernatedSince, at }];
  }

  #end(reason: EndReason, keepsH: boolean): Effect[] {
    this.#over = { reason, keepsH, sleptSince: this.#asleep?.since ?? null };
    if (keepsH)
      return [
        { do: 'leave', reason },
        { do: 'store-h', reason },
      ];
    this.#settled = true;
    return [
      { do: 'leave', reason },
      { do: 'settle', reason, hibernatedSince: null },
    ];
  }

  #stored(): Effect[] {
    if (this.#over === null || this.#settled) return [];
    this.#settled = true;
    const refused = this.#waiting.map(
      (attempt): Effect => ({ do: 'refuse', attempt, failure: 'expired', ack: null }),
    );
    this.#waiting = [];
    return [{ do: 'settle', reason: this.#over.reason, hibernatedSince: this.#over.sleptSince }, ...refused];
  }

  #phase(): SessionState<number>['phase'] {
    if (this.#settled) return 'ended';
    if (this.#over !== null) return 'ending';
    if (this.#asleep !== null) return 'hibernating';
    return this.#granted === undefined ? 'bound' : 'live';
  }
}

it('R19, R38, R48, R51: one end, one answer to every resume, nothing after the end', () => {
  let steps = 0;
  const ended = new Set<EndReason>();
  fc.assert(
    fc.property(fc.array(op, { maxLength: 60, size: 'max' }), (ops) => {
      const story = new Story();
      // Most sessions are worth resuming.
      if (ops.length % 4 !== 0) story.apply({ do: 'enable', resume: true, time: 60 });
      for (const one of ops) story.apply(one);
      story.finish();
      if (story.state.phase === 'ended') ended.add(story.state.reason);
      steps += ops.length;
    }),
    { numRuns: 1000 },
  );
  expect(steps).toBeGreaterThan(10_000);
  // Every kind of end was seen, or the run proves less than it says.
  expect([...ended].sort()).toEqual([
    'closed',
    'evicted',
    'expired',
    'killed',
    'lost',
    'replaced',
    'shutdown',
  ]);
});
