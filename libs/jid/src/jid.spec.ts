import { describe, expect, it } from 'vitest';
import { bareOf } from './jid.js';

describe('bareOf', () => {
  it('cuts at the first slash only', () => {
    expect(bareOf('a@b/c/d')).toBe('a@b');
    expect(bareOf('b/c@d')).toBe('b');
    expect(bareOf('a@b')).toBe('a@b');
  });
});
