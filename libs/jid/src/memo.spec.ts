import { describe, expect, it } from 'vitest';
import { Memo } from './memo.js';

describe('Memo', () => {
  it('never holds more than two generations', () => {
    const memo = new Memo<number>(10);
    for (let i = 0; i < 1000; i += 1) memo.set(`key ${i}`, i);
    expect(memo.size).toBeLessThanOrEqual(20);
    expect(memo.get('key 999')).toBe(999);
    expect(memo.get('key 0')).toBeUndefined();
  });

  it('keeps what is asked for while others come and go', () => {
    const memo = new Memo<number>(10);
    memo.set('hot', 1);
    for (let i = 0; i < 1000; i += 1) {
      memo.set(`key ${i}`, i);
      expect(memo.get('hot')).toBe(1);
    }
    expect(memo.size).toBeLessThanOrEqual(20);
  });
});
