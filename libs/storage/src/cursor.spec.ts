import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.js';

describe('cursors', () => {
  it('come back as they went, in characters a URL carries', () => {
    const cursor = encodeCursor(['jül?iet@localhost', 42]);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(cursor, ['string', 'number'])).toEqual(['jül?iet@localhost', 42]);
  });

  it.each([
    ['nonsense', 'no cursor'],
    [encodeCursor([1, 2, 3]), 'too many parts'],
    [encodeCursor([1]), 'too few parts'],
    [encodeCursor(['1', 2]), 'a part of another kind'],
    [Buffer.from('{"length":2}').toString('base64url'), 'no list'],
    ['', 'empty'],
  ])('%s is refused: %s', (cursor) => {
    expect(() => decodeCursor(cursor, ['number', 'number'])).toThrow(RangeError);
  });
});
