import { afterEach, expect, it, vi } from 'vitest';
import { Draw } from './draw.js';

afterEach(() => vi.restoreAllMocks());

const drawn = (draw: Draw, events: number) => Array.from({ length: events }, () => draw.take());

it('draws none at 0 and all at 1, without dice', () => {
  const dice = vi.spyOn(Math, 'random');
  expect(drawn(new Draw(0), 1000)).not.toContain(true);
  expect(drawn(new Draw(1), 1000)).not.toContain(false);
  expect(dice).not.toHaveBeenCalled();
});

it('throws the dice once per event that is drawn', () => {
  // Of 1 in 2, half the gaps are 0: a throw below ½; the next quarter are 1.
  const dice = vi
    .spyOn(Math, 'random')
    .mockReturnValueOnce(0.49)
    .mockReturnValueOnce(0.51)
    .mockReturnValue(0.8);
  expect(drawn(new Draw(0.5), 5)).toEqual([true, false, true, false, false]);
  expect(dice).toHaveBeenCalledTimes(3);
});

it('draws about as many as it is told to', () => {
  // A generator of Park and Miller: the same throws in every run.
  let seed = 42;
  vi.spyOn(Math, 'random').mockImplementation(() => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  });
  for (const ratio of [0.01, 0.1, 0.5, 0.9]) {
    const taken = drawn(new Draw(ratio), 100_000).filter(Boolean).length;
    expect(taken / 100_000).toBeGreaterThan(ratio * 0.9);
    expect(taken / 100_000).toBeLessThan(ratio * 1.1);
  }
});
