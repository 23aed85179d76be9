import { describe, expect, it } from 'vitest';
import { table } from './table.js';
import { bound, duration, instant, plural } from './words.js';

describe('words', () => {
  it.each([
    [0, '0s'],
    [-5000, '0s'],
    [59_400, '59s'],
    [60_000, '1m'],
    [3_725_000, '1h 2m'],
    [90_000_000, '1d 1h'],
    [86_400_000 + 5000, '1d'],
  ])('%i ms are %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it('say times, limits and numbers', () => {
    expect(instant(1_700_000_000_999)).toBe('2023-11-14 22:13:20Z');
    expect(instant(null)).toBe('-');
    expect([bound(0), bound(null)]).toEqual(['0', 'unlimited']);
    expect([plural(1, 'line'), plural(2, 'line')]).toEqual(['1 line', '2 lines']);
  });
});

describe('table', () => {
  it('lines up, ends cleanly, and lets nothing command the terminal', () => {
    expect(
      table(
        ['A', 'B'],
        [
          ['long one', 'x'],
          ['s\u001b[2J', ''],
        ],
      ),
    ).toBe('A         B\nlong one  x\ns�[2J');
  });
});
