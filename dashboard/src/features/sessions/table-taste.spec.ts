import { describe, expect, it } from 'vitest';
import { readTaste } from './table-taste.js';

const plain = { columns: null, density: 'comfortable' };

describe('how somebody likes the table', () => {
  it('is read back', () => {
    const liked = { columns: ['unacked', 'ackRtt'], density: 'compact' };
    expect(readTaste(JSON.stringify(liked))).toEqual(liked);
  });

  it.each([undefined, '', '{', 'null', '7', '{"columns":7,"density":"huge"}'])(
    'is plain where %j was kept',
    (kept) => expect(readTaste(kept)).toEqual(plain),
  );
});
