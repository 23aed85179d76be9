import { Logger } from '@nestjs/common';
import { afterEach, expect, it, vi } from 'vitest';
import { systemEventLoop } from '#ports';
import { Slices } from './slices.js';
import { FakeClock } from './testing/fake-clock.js';

afterEach(() => vi.restoreAllMocks());

const round = () => new Promise((resolve) => setImmediate(resolve));

/** Work of `pieces` that take a millisecond each and write down the name. */
function setUp() {
  const clock = new FakeClock();
  const slices = new Slices(clock, systemEventLoop);
  const done: string[] = [];
  const work = (name: string, pieces: number) => {
    let left = pieces;
    slices.run(() => {
      clock.advance(1);
      done.push(name);
      return --left > 0;
    });
  };
  return { slices, work, done };
}

it('does at once what there is time for', () => {
  const { work, done } = setUp();
  work('a', 1);
  work('b', 2);
  expect(done.join('')).toBe('abb');
});

it('gives way after a slice, however many asked, and goes on in order when the event loop comes round', async () => {
  const { work, done } = setUp();
  for (const name of 'abcd') work(name, 2);
  expect(done.join('')).toBe('aab');
  await round();
  expect(done.join('')).toBe('aabbcc');
  await round();
  expect(done.join('')).toBe('aabbccdd');
  work('e', 1);
  expect(done.at(-1)).toBe('e');
});

it('does what a piece brings about behind what waits already', () => {
  const { slices, work, done } = setUp();
  slices.run(() => {
    work('b', 1);
    done.push('a');
    return false;
  });
  expect(done.join('')).toBe('ab');
});

it('goes on with the others when one fails, and says so', () => {
  const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  const { slices, work, done } = setUp();
  slices.run(() => {
    throw new Error('bad');
  });
  work('a', 2);
  expect(done.join('')).toBe('aa');
  expect(error).toHaveBeenCalledTimes(1);
});
