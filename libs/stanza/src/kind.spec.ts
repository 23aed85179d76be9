import { describe, expect, it } from 'vitest';
import { Element, NS } from '#xml';
import { stanzaKind } from './kind.js';

describe('stanzaKind', () => {
  it.each(['message', 'presence', 'iq'] as const)('knows %s by name and namespace', (name) => {
    expect(stanzaKind(new Element(name, { xmlns: NS.client }))).toBe(name);
    expect(stanzaKind(new Element(name, { xmlns: NS.server }))).toBeUndefined();
    expect(stanzaKind(new Element(name, { xmlns: '' }))).toBeUndefined();
    expect(stanzaKind(new Element(name))).toBeUndefined();
  });

  it('leaves nonzas alone', () => {
    expect(stanzaKind(new Element('r', { xmlns: NS.sm3 }))).toBeUndefined();
    expect(stanzaKind(new Element('messages', { xmlns: NS.client }))).toBeUndefined();
  });
});
