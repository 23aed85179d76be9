import { describe, expect, it } from 'vitest';
import { isFault } from './fault.js';
import { parseFrame } from './frame.js';
import { serialize } from './serializer.js';

const LIMITS = { maxStanzaBytes: 60, maxDepth: 64, maxAttributes: 64 };

function read(text: string): string {
  const result = parseFrame(text, LIMITS);
  return isFault(result) ? result.condition : serialize(result);
}

describe('parseFrame', () => {
  it('reads one element in canonical form', () => {
    expect(read("<p:open xmlns:p='urn:x' to='a'><p:b/></p:open>")).toBe(
      "<open xmlns='urn:x' to='a'><b/></open>",
    );
  });

  it('says of an element without namespace that it has none', () => {
    expect(read('<message/>')).toBe("<message xmlns=''/>");
  });

  it('tolerates a declaration and white space around', () => {
    expect(read("<?xml version='1.0'?>\n<a xmlns='u'/>\r\n \r")).toBe("<a xmlns='u'/>");
  });

  it('lets exactly the cap in bytes pass', () => {
    const fits = `<a xmlns='u'>${'é'.repeat(21)}x</a>`;
    expect(Buffer.byteLength(fits)).toBe(60);
    expect(read(fits)).toBe(fits);
    expect(read(fits.replace('x', 'é'))).toBe('policy-violation');
  });

  it('takes the limits of each call', () => {
    const wide = "<a b='1' c='2'/>";
    expect(parseFrame(wide, { ...LIMITS, maxAttributes: 1 })).toHaveProperty('condition', 'policy-violation');
    expect(parseFrame(wide, LIMITS)).toHaveProperty('name', 'a');
  });
});
