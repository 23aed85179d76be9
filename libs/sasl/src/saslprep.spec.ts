import { describe, expect, it } from 'vitest';
import { saslprep } from './saslprep.js';

describe('saslprep (RFC 4013)', () => {
  // RFC 4013 §3
  it.each([
    ['I\u00ADX', 'IX'],
    ['user', 'user'],
    ['USER', 'USER'],
    ['\u00AA', 'a'],
    ['\u2168', 'IX'],
    ['a\u00A0b', 'a b'],
  ])('prepares %j to %j', (text, prepared) => expect(saslprep(text, 'stored')).toBe(prepared));

  it.each(['\u0007', '\u0627\u0031', '', '\u00AD', '\uD800', '\uE000', 'a'.repeat(4097)])(
    'forbids %j',
    (text) => {
      expect(saslprep(text, 'stored')).toBeUndefined();
      expect(saslprep(text, 'query')).toBeUndefined();
    },
  );

  it('lets an unassigned code point be asked for, not stored', () => {
    expect(saslprep('\u{1F511}', 'stored')).toBeUndefined();
    expect(saslprep('\u{1F511}', 'query')).toBe('\u{1F511}');
  });
});
