import { describe, expect, it } from 'vitest';
import { AckPolicy } from './ack-policy.js';
import type { H } from './counter.js';

const h = (n: number) => n as H;

describe('when <r/> is due', () => {
  it.each([
    [0, 0, false],
    [1, 0, true],
    [5, 5, false],
    [6, 5, true],
  ])('with %d unacknowledged and %d allowed: %s (more than the allowance)', (inFlight, allowance, due) => {
    expect(new AckPolicy().due(inFlight, h(inFlight), allowance)).toBe(due);
  });

  it('not while one is outstanding', () => {
    const policy = new AckPolicy();
    policy.asks(h(3));
    policy.asked(100);
    expect(policy.due(9, h(9), 0)).toBe(false);
  });

  it('never twice for the same count, whatever was answered', () => {
    const policy = new AckPolicy();
    policy.asks(h(3));
    policy.asked(100);
    policy.answered(110);
    expect(policy.due(3, h(3), 0)).toBe(false);
    expect(policy.due(4, h(4), 0)).toBe(true);
  });

  it('R13: across the wrap as anywhere', () => {
    const policy = new AckPolicy();
    policy.asks(h(0xffff_ffff));
    policy.asked(0);
    policy.answered(1);
    expect(policy.due(1, h(0), 0)).toBe(true);
  });

  it('again after a reset, for the new connection has been asked nothing', () => {
    const policy = new AckPolicy();
    policy.asks(h(3));
    policy.asked(100);
    policy.reset();
    expect(policy.askedAt).toBeNull();
    expect(policy.due(3, h(3), 0)).toBe(true);
  });
});

describe('answers', () => {
  it('R16: an unsolicited <a/> answers nothing', () => {
    expect(new AckPolicy().answered(50)).toBeNull();
  });

  it('says how long the request was out, once', () => {
    const policy = new AckPolicy();
    policy.asks(h(1));
    policy.asked(100);
    expect(policy.askedAt).toBe(100);
    expect(policy.answered(130)).toBe(30);
    expect(policy.askedAt).toBeNull();
    expect(policy.answered(140)).toBeNull();
  });
});

describe('requests left unanswered', () => {
  it('are delayed from the limit on, and raised once a request', () => {
    const policy = new AckPolicy();
    policy.asks(h(1));
    policy.asked(1000);
    expect(policy.delayed(1059, 60)).toBe(false);
    expect(policy.delayed(1060, 60)).toBe(true);
    expect(policy.delayed(1200, 60)).toBe(false);
    policy.answered(1300);
    policy.asks(h(2));
    policy.asked(1400);
    expect(policy.delayed(1460, 60)).toBe(true);
  });

  it('are never delayed at 0, nor where nothing was asked', () => {
    const policy = new AckPolicy();
    expect(policy.delayed(1_000_000, 60)).toBe(false);
    policy.asks(h(1));
    policy.asked(0);
    expect(policy.delayed(1_000_000, 0)).toBe(false);
  });

  it('time out from the limit on', () => {
    const policy = new AckPolicy();
    expect(policy.timedOut(1_000_000, 90)).toBe(false);
    policy.asks(h(1));
    policy.asked(1000);
    expect(policy.timedOut(1089, 90)).toBe(false);
    expect(policy.timedOut(1090, 90)).toBe(true);
    policy.answered(1091);
    expect(policy.timedOut(2000, 90)).toBe(false);
  });

  it('are raised anew on a new connection', () => {
    const policy = new AckPolicy();
    policy.asks(h(1));
    policy.asked(0);
    policy.delayed(60, 60);
    policy.reset();
    expect(policy.delayed(120, 60)).toBe(false);
    expect(policy.timedOut(120, 60)).toBe(false);
    policy.asks(h(1));
    policy.asked(200);
    expect(policy.delayed(260, 60)).toBe(true);
  });
});

describe('a request that waits to be written', () => {
  it('is the outstanding one, but its time does not run', () => {
    const policy = new AckPolicy();
    policy.asks(h(3));
    expect(policy.due(4, h(4), 0)).toBe(false);
    expect([policy.delayed(1e12, 1), policy.timedOut(1e12, 1)]).toEqual([false, false]);
    expect(policy.asked(1e12)).toBe(true);
    expect(policy.timedOut(1e12 + 1, 1)).toBe(true);
  });

  it('is not this connection’s any more when another one took its place', () => {
    const policy = new AckPolicy();
    policy.asks(h(3));
    policy.reset();
    expect(policy.asked(5)).toBe(false);
    expect(policy.askedAt).toBeNull();
  });
});
