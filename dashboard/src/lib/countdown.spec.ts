import { describe, expect, it } from 'vitest';
import { countdown } from './countdown.js';

describe('countdown', () => {
  it('rounds seconds up, so that the last one is shown to its end', () => {
    expect(countdown(0, 10_000, 9001)).toMatchObject({ seconds: 1, due: false });
    expect(countdown(0, 10_000, 9000)).toMatchObject({ seconds: 1, due: false });
    expect(countdown(0, 10_000, 8999)).toMatchObject({ seconds: 2 });
  });

  it('is due at the deadline and never negative after it', () => {
    expect(countdown(0, 10_000, 10_000)).toEqual({ seconds: 0, share: 0, due: true });
    expect(countdown(0, 10_000, 99_000)).toEqual({ seconds: 0, share: 0, due: true });
  });

  it('never begins above its span, though the clock it is read by ticks but once a second', () => {
    expect(countdown(10_000, 20_000, 9001)).toEqual({ seconds: 10, share: 1, due: false });
  });

  it('tells the share of the span that is left', () => {
    expect(countdown(10_000, 20_000, 12_500).share).toBe(0.75);
    expect(countdown(10_000, 20_000, 9000).share).toBe(1);
    expect(countdown(20_000, 20_000, 9000).share).toBe(0);
  });
});
