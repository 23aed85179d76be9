import { describe, expect, it } from 'vitest';
import { advance, distance, type H, H_ZERO, parseH } from './counter.js';

const LAST = 0xffff_ffff as H;

describe('counting', () => {
  it('R12: starts at 0 and goes up by one', () => {
    expect(H_ZERO).toBe(0);
    expect(advance(H_ZERO, 1)).toBe(1);
  });

  it.each([
    [LAST, 1, 0],
    [LAST - 1, 1, LAST],
    [LAST - 2, 5, 2],
    [0, -1, LAST],
    [2, -3, LAST],
    [0x7fff_ffff, 1, 0x8000_0000],
    [0, 0, 0],
    [LAST, 0, LAST],
  ])('fault 5: %d and %d more make %d (R13)', (h, n, then) => {
    expect(advance(h as H, n)).toBe(then);
  });

  it.each([
    [0, 0, 0],
    [3, 5, 2],
    [LAST, 0, 1],
    [LAST - 1, 3, 5],
    [LAST, LAST, 0],
    [0, LAST, LAST],
    // Backwards is nearly all the way round: one upper bound refuses it.
    [5, 3, LAST - 1],
    [0x7fff_ffff, 0x8000_0001, 2],
  ])('fault 5: from %d to %d it is %d (R13)', (from, to, count) => {
    expect(distance(from as H, to as H)).toBe(count);
  });
});

describe('reading h', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['007', 7],
    ['2147483648', 0x8000_0000],
    ['4294967295', LAST],
  ])('R11: takes %j', (text, h) => {
    expect(parseH(text)).toBe(h);
  });

  it.each([
    undefined,
    null,
    '',
    ' ',
    '-1',
    '+1',
    '1.0',
    '1e3',
    '0x10',
    'seven',
    '12a',
    '7\n',
    '٣',
    '4294967296',
    '9999999999',
    '99999999999999999999',
  ])('R11: refuses %j', (text) => {
    expect(parseH(text)).toBeUndefined();
  });
});
