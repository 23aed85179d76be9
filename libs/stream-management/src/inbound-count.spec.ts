import { describe, expect, it } from 'vitest';
import type { H } from './counter.js';
import { InboundCount } from './inbound-count.js';

const h = (n: number) => n as H;

describe('counting what came in', () => {
  it('R12: starts at 0, and every stanza is one more', () => {
    const inbound = new InboundCount();
    expect([inbound.received, inbound.safe]).toEqual([0, 0]);
    expect(inbound.receive()).toBe(1);
    expect(inbound.receive()).toBe(2);
    expect([inbound.received, inbound.safe]).toEqual([2, 2]);
  });

  it('fault 5: after 2^32-1 comes 0, held or not (R13)', () => {
    const inbound = new InboundCount(h(0xffff_fffe));
    expect(inbound.receive()).toBe(0xffff_ffff);
    const hold = inbound.hold(inbound.receive(), 1);
    expect([inbound.received, inbound.safe]).toEqual([0, 0xffff_ffff]);
    inbound.receive();
    expect(inbound.safe).toBe(0xffff_ffff);
    expect(inbound.release(hold)).toBe(true);
    expect(inbound.safe).toBe(1);
  });
});

describe('R15: what is reported', () => {
  /** Five stanzas, the 2nd and the 4th held. */
  function twoHeld() {
    const inbound = new InboundCount();
    inbound.receive();
    const second = inbound.hold(inbound.receive(), 1);
    inbound.receive();
    const fourth = inbound.hold(inbound.receive(), 1);
    inbound.receive();
    return { inbound, second, fourth };
  }

  it('ends before the first stanza that is held', () => {
    const { inbound } = twoHeld();
    expect([inbound.received, inbound.safe]).toEqual([5, 1]);
  });

  it('goes on to the next one held, then to all', () => {
    const { inbound, second, fourth } = twoHeld();
    expect(inbound.release(second)).toBe(true);
    expect(inbound.safe).toBe(3);
    expect(inbound.release(fourth)).toBe(true);
    expect(inbound.safe).toBe(5);
  });

  it('does not move when a later one is safe first', () => {
    const { inbound, second, fourth } = twoHeld();
    expect(inbound.release(fourth)).toBe(false);
    expect(inbound.safe).toBe(1);
    expect(inbound.release(second)).toBe(true);
    expect(inbound.safe).toBe(5);
  });

  it('does not move by a second release', () => {
    const { inbound, second } = twoHeld();
    inbound.release(second);
    expect(inbound.release(second)).toBe(false);
    expect(inbound.safe).toBe(3);
  });

  it('waits for both holds of one stanza', () => {
    const inbound = new InboundCount();
    const n = inbound.receive();
    const [one, two] = [inbound.hold(n, 1), inbound.hold(n, 1)];
    expect(inbound.release(one)).toBe(false);
    expect(inbound.safe).toBe(0);
    expect(inbound.release(two)).toBe(true);
    expect(inbound.safe).toBe(1);
  });

  it('refuses to hold what may have been reported already', () => {
    const inbound = new InboundCount();
    const first = inbound.receive();
    inbound.receive();
    expect(() => inbound.hold(first, 1)).toThrow(RangeError);
    expect(inbound.safe).toBe(2);
  });
});

describe('R32: at a resumption', () => {
  it('counting goes on from what was reported, for the client sends all after that again', () => {
    const inbound = new InboundCount();
    inbound.receive();
    inbound.hold(inbound.receive(), 1);
    inbound.receive();
    expect(inbound.rewind()).toBe(1);
    expect([inbound.received, inbound.safe]).toEqual([1, 1]);
    expect(inbound.receive()).toBe(2);
    expect(inbound.safe).toBe(2);
  });

  it('changes nothing where nothing is held', () => {
    const inbound = new InboundCount(h(7));
    inbound.receive();
    expect(inbound.rewind()).toBe(8);
    expect(inbound.received).toBe(8);
  });

  it('what was held on the connection before lets go of nothing on this one', () => {
    const inbound = new InboundCount();
    const before = inbound.hold(inbound.receive(), 1);
    inbound.rewind();
    const again = inbound.hold(inbound.receive(), 1);
    expect(inbound.release(before)).toBe(false);
    expect(inbound.safe).toBe(0);
    expect(inbound.release(again)).toBe(true);
    expect(inbound.safe).toBe(1);
  });

  it('what is done is known again by its fingerprint, in whatever order it comes, and held again behind what is not', () => {
    const inbound = new InboundCount();
    const slow = inbound.hold(inbound.receive(), 11);
    inbound.pass(inbound.receive(), 22);
    inbound.pass(inbound.receive(), 33);
    expect(inbound.rewind()).toBe(0);

    expect(inbound.repeat(inbound.receive(), 33, false)).toMatchObject({ done: true });
    expect(inbound.safe).toBe(1);
    expect(inbound.repeat(inbound.receive(), 11, false)).toBe(slow);
    expect(inbound.repeat(inbound.receive(), 22, false)).toMatchObject({ done: true });
    expect(inbound.safe).toBe(1);
    expect(inbound.release(slow)).toBe(true);
    expect(inbound.safe).toBe(3);
  });

  it('a stanza that is not known is new, and after as many as were unreported nothing is a repetition any more', () => {
    const inbound = new InboundCount();
    inbound.hold(inbound.receive(), 11);
    inbound.pass(inbound.receive(), 22);
    inbound.rewind();
    expect(inbound.repeat(inbound.receive(), 44, false)).toBeUndefined();
    expect(inbound.repeat(inbound.receive(), 55, false)).toBeUndefined();
    expect(inbound.repeat(inbound.receive(), 22, false)).toBeUndefined();
  });

  it('by its id it is known behind what the client wrote into a connection that was gone, and not for ever', () => {
    const repeated = (strangers: number) => {
      const inbound = new InboundCount();
      inbound.hold(inbound.receive(), 11);
      inbound.pass(inbound.receive(), 22);
      inbound.rewind();
      for (let i = 0; i < strangers; i++) inbound.repeat(inbound.receive(), 1000 + i, true);
      return inbound.repeating ? inbound.repeat(inbound.receive(), 22, true) : undefined;
    };
    expect(repeated(2)).toMatchObject({ done: true });
    expect(repeated(257)).toMatchObject({ done: true });
    expect(repeated(258)).toBeUndefined();
  });

  it('two alike are two', () => {
    const inbound = new InboundCount();
    inbound.hold(inbound.receive(), 11);
    inbound.pass(inbound.receive(), 22);
    inbound.rewind();
    expect(inbound.repeat(inbound.receive(), 22, false)).toBeDefined();
    expect(inbound.repeat(inbound.receive(), 22, false)).toBeUndefined();
  });
});

it('what a restart has to know as done is also what the journal keeps for a store that has not answered', () => {
  const inbound = new InboundCount();
  inbound.hold(inbound.receive(), 11);
  inbound.hold(inbound.receive(), 22, true);
  inbound.pass(inbound.receive(), 33);
  expect(inbound.done().map(({ n, fingerprint }) => ({ n, fingerprint }))).toEqual([
    { n: 2, fingerprint: 22 },
    { n: 3, fingerprint: 33 },
  ]);
});
