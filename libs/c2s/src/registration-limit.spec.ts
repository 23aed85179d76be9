import { describe, expect, it } from 'vitest';
import { network, RegistrationLimit } from './registration-limit.js';

function scene(perHour: number) {
  let now = 0;
  const clock = { now: () => 0, monotonic: () => now };
  const limit = new RegistrationLimit(() => perHour, clock);
  return { limit, pass: (ms: number) => (now += ms) };
}

describe('the limit on registrations', () => {
  it('lets an address try so often in an hour, and again in the next', () => {
    const { limit, pass } = scene(2);
    const tries = () => [1, 2, 3].map(() => limit.allows('192.0.2.1'));
    expect(tries()).toEqual([true, true, false]);
    expect(limit.allows('192.0.2.2')).toBe(true);
    pass(3_599_999);
    expect(limit.allows('192.0.2.1')).toBe(false);
    pass(1);
    expect(tries()).toEqual([true, true, false]);
  });

  it('remembers no more than ten thousand addresses', () => {
    const { limit } = scene(1);
    for (let i = 0; i < 10_000; i++) limit.allows(`a${i}`);
    expect(limit.allows('a9999')).toBe(false);
    expect(limit.allows('a0')).toBe(true);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
  ])('counts %s as %s', (address, counted) => expect(network(address)).toBe(counted));
});
