import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.js';
import { SignInBrake } from './sign-in-brake.js';

let clock: FakeClock;
let brake: SignInBrake;

beforeEach(() => {
  clock = new FakeClock();
  brake = new SignInBrake(clock);
});

/** Milliseconds to wait, 0 when the attempt goes through; it then counts as failed. */
const attempt = (username: string, address = '192.0.2.1') => {
  const result = brake.begin(username, address);
  return 'waitFor' in result ? result.waitFor : 0;
};
const fail = (times: number, username: string, address?: string) => {
  for (let i = 0; i < times; i++) attempt(username, address);
};

describe('SignInBrake', () => {
  it('locks after five failures, twice as long after each further one', () => {
    fail(5, 'admin');
    expect(attempt('admin')).toBe(30_000);
    clock.advance(30_000);
    expect(attempt('admin')).toBe(0);
    expect(attempt('admin')).toBe(60_000);
    clock.advance(60_000);
    fail(1, 'admin');
    expect(attempt('admin')).toBe(120_000);
  });

  it('counts no attempt while locked, and locks for an hour at most', () => {
    fail(100, 'admin');
    expect(attempt('admin')).toBe(30_000);
    for (let i = 0; i < 20; i++) {
      clock.advance(3_600_000);
      fail(1, 'admin');
    }
    expect(attempt('admin')).toBe(3_600_000);
  });

  it('leaves other users and other addresses alone', () => {
    fail(5, 'admin');
    expect(attempt('guest')).toBe(0);
    expect(attempt('admin', '192.0.2.2')).toBe(0);
  });

  it('locks an address that tries many names', () => {
    for (let i = 0; i < 50; i++) attempt(`user${i}`);
    expect(attempt('someone-new')).toBe(30_000);
    expect(attempt('someone-new', '192.0.2.2')).toBe(0);
  });

  it('takes a /64 for one address', () => {
    fail(5, 'admin', '2001:db8:1:2:3::4');
    expect(attempt('admin', '2001:db8:1:2:ffff::1')).toBe(30_000);
    expect(attempt('admin', '2001:db8:1:3::1')).toBe(0);
    fail(5, 'admin', '2001:db8:0:0:5::');
    expect(attempt('admin', '2001:db8::1')).toBe(30_000);
    fail(5, 'admin', '1::2:3:4:5:6:7');
    expect(attempt('admin', '1:0:2:3::')).toBe(30_000);
  });

  it('tells IPv4 addresses apart however they are written', () => {
    fail(5, 'admin', '::ffff:192.0.2.9');
    expect(attempt('admin', '::ffff:192.0.2.10')).toBe(0);
  });

  it('forgets failures after a success', () => {
    fail(4, 'admin');
    const result = brake.begin('admin', '192.0.2.1');
    if ('waitFor' in result) throw new Error('locked too early');
    result.succeeded();
    fail(4, 'admin');
    expect(attempt('admin')).toBe(0);
  });

  it("does not count successes towards the address's lock", () => {
    for (let i = 0; i < 60; i++) {
      const result = brake.begin('admin', '192.0.2.1');
      if ('waitFor' in result) throw new Error(`locked at ${i}`);
      result.succeeded();
    }
    expect(brake.size).toBe(0);
  });

  it('unlocks the address whose fiftieth attempt succeeds', () => {
    for (let i = 0; i < 49; i++) attempt(`user${i}`);
    const result = brake.begin('admin', '192.0.2.1');
    if ('waitFor' in result) throw new Error('locked too early');
    expect(attempt('someone-else')).toBe(30_000);
    result.succeeded();
    expect(attempt('someone-else')).toBe(0);
  });

  it('forgets failures of long ago', () => {
    fail(4, 'admin');
    clock.advance(6 * 3_600_000);
    fail(4, 'admin');
    expect(attempt('admin')).toBe(0);
  });

  it('drops who has been quiet for longest when the table is full', () => {
    const others = (from: number, to: number) => {
      for (let i = from; i < to; i++) attempt(`user${i}`, `10.0.${i >> 8}.${i & 255}`);
    };
    fail(4, 'admin');
    others(0, 2500);
    fail(1, 'admin');
    others(2500, 4000);
    expect(attempt('admin')).toBe(30_000);
    others(4000, 8000);
    expect(attempt('admin')).toBe(0);
  });

  it('stays bounded', () => {
    for (let i = 0; i < 12_000; i++) attempt(`user${i}`, `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
    expect(brake.size).toBe(10_000);
  });

  it('locks an account that is tried from many addresses, but not for who has signed in from where they are', () => {
    const home = brake.begin('admin', '192.0.2.1');
    if ('waitFor' in home) throw new Error('locked too early');
    home.succeeded();
    for (let i = 0; i < 100; i++) attempt('admin', `10.0.0.${i}`);
    expect(attempt('admin', '10.0.1.1')).toBe(30_000);
    expect(attempt('guest', '10.0.1.1')).toBe(0);
    expect(attempt('admin', '192.0.2.1')).toBe(0);
    for (let i = 0; i < 20; i++) {
      clock.advance(900_000);
      attempt('admin', `10.0.2.${i}`);
    }
    expect(attempt('admin', '10.0.3.1')).toBe(900_000);
  });

  it('forgets an attempt that was neither right nor wrong', () => {
    fail(4, 'admin');
    const result = brake.begin('admin', '192.0.2.1');
    if ('waitFor' in result) throw new Error('locked too early');
    result.undecided();
    expect(attempt('admin')).toBe(0);
    expect(attempt('admin')).toBe(30_000);
  });

  it('locks an address for what has no user name, too', () => {
    for (let i = 0; i < 50; i++) brake.failed('192.0.2.1');
    expect(brake.lockOfAddress('192.0.2.1')).toBe(30_000);
    expect(brake.lockOfAddress('192.0.2.2')).toBe(0);
  });
});
