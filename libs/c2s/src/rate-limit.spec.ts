import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.js';

describe('the rate limit', () => {
  it('lets pass what fits into a second', () => {
    const rate = new RateLimit(1_000);
    expect(rate.take(600, 0)).toBeUndefined();
    expect(rate.take(400, 999)).toBeUndefined();
    expect(rate.take(1_000, 1_000)).toBeUndefined();
  });

  it('stops reading until the debt is paid at the rate', () => {
    const rate = new RateLimit(1_000);
    expect(rate.take(3_500, 0)).toBe(4_000);
    expect(rate.lift(2_999)).toBe(false);
    expect(rate.lift(3_000)).toBe(true);
    expect(rate.lift(3_000)).toBe(false);
  });

  it('asks to stop once, whatever else was in flight', () => {
    const rate = new RateLimit(1_000);
    expect(rate.take(1_001, 0)).toBe(2_000);
    expect(rate.take(1_001, 0)).toBeUndefined();
  });

  it('remembers no unused seconds', () => {
    const rate = new RateLimit(1_000);
    expect(rate.take(1_001, 60_000)).toBe(62_000);
  });

  it('can be off', () => {
    const rate = new RateLimit(null);
    expect(rate.take(Number.MAX_SAFE_INTEGER, 0)).toBeUndefined();
    expect(rate.lift(0)).toBe(false);
  });
});
