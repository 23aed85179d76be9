import { describe, expect, it } from 'vitest';
import { rowAfterKey } from './virtual-table-keys.js';

describe('keys in a long list', () => {
  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 5, 6],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 5, 4],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 25],
    ['PageDown', 90, 99],
    ['PageUp', 5, 0],
    ['PageUp', 50, 30],
    ['Home', 50, 0],
    ['End', 5, 99],
    ['x', 5, undefined],
  ])('%s from %i leads to %s', (key, at, to) => expect(rowAfterKey(key, at, 100, 20)).toBe(to));
});
