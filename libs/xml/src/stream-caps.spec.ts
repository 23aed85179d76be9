import { describe, expect, it } from 'vitest';
import type { XmlFault } from './fault.js';
import { parseFrame } from './frame.js';
import { StreamReader } from './stream-reader.js';

const HEADER = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

function reading(limits: { maxStanzaBytes: number; maxDepth?: number; maxAttributes?: number }) {
  const sizes: number[] = [];
  const faults: XmlFault[] = [];
  let opened = 0;
  const reader = new StreamReader(
    { maxDepth: 64, maxAttributes: 64, ...limits },
    {
      open: () => {
        opened++;
      },
      element: (_, bytes) => sizes.push(bytes),
      close: () => undefined,
      fault: (fault) => faults.push(fault),
    },
  );
  return { reader, sizes, faults, opened: () => opened };
}

/** A stanza of exactly so many bytes, most of them in two-, three- and four-byte characters. */
function stanzaOf(bytes: number): Buffer {
  const frame = '<message><body></body></message>';
  let text = '';
  let left = bytes - frame.length;
  for (const character of ['🐭', '€', 'é', 'x']) {
    const size = Buffer.byteLength(character);
    const count = character === 'x' ? left : Math.floor(left / size / 2);
    text += character.repeat(count);
    left -= count * size;
  }
  const stanza = Buffer.from(frame.replace('<body>', `<body>${text}`));
  expect(stanza.length).toBe(bytes);
  return stanza;
}

describe('caps', () => {
  it.each([1, 2, 7, 1000])(
    'let a stanza of exactly the cap pass and fault one byte more, in chunks of %i',
    (size) => {
      for (const excess of [0, 1]) {
        const { reader, sizes, faults } = reading({ maxStanzaBytes: 500 });
        reader.write(Buffer.from(HEADER));
        const bytes = Buffer.concat([Buffer.from(' \n'), stanzaOf(500 + excess), Buffer.from('\n')]);
        for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size));
        expect(sizes).toEqual(excess === 0 ? [500] : []);
        expect(faults.map((f) => f.condition)).toEqual(excess === 0 ? [] : ['policy-violation']);
      }
    },
  );

  it.each([
    ['text', '<message>', 'x'],
    ['text of white space', '<message>', ' '],
    ['an attribute', "<message a='", 'x'],
    ['a name', '<', 'x'],
    ['a tag', '<message', ' '],
    ['CDATA', '<message><![CDATA[', 'x'],
    ['an entity', '<message>&', 'x'],
    ['a comment', '<!--', 'x'],
    ['white space in a closing tag', '<message></message', ' '],
  ])('fault %s without end as soon as it is over', (_, begin, more) => {
    const { reader, faults } = reading({ maxStanzaBytes: 300 });
    reader.write(Buffer.from(HEADER + begin));
    for (let i = begin.length; i < 300; i++) reader.write(Buffer.from(more));
    expect(faults).toEqual([]);
    reader.write(Buffer.from(more));
    expect(faults).toEqual([{ condition: 'policy-violation', text: 'stanza too large' }]);
  });

  it('hold for a stream header and all before it', () => {
    const long = HEADER.replace('>', ` to='${'x'.repeat(200)}'>`);
    const fits = reading({ maxStanzaBytes: long.length });
    fits.reader.write(Buffer.from(long));
    expect(fits.opened()).toBe(1);
    for (const size of [1, 1000]) {
      const over = reading({ maxStanzaBytes: long.length - 1 });
      const bytes = Buffer.from(long);
      for (let at = 0; at < bytes.length; at += size) over.reader.write(bytes.subarray(at, at + size));
      expect(over.opened()).toBe(0);
      expect(over.faults.map((f) => f.condition)).toEqual(['policy-violation']);
    }
    const blank = reading({ maxStanzaBytes: 100 });
    blank.reader.write(Buffer.from(' '.repeat(101)));
    expect(blank.faults).toHaveLength(1);
  });

  it('stop a huge chunk long before its end', () => {
    const { reader, faults, sizes } = reading({ maxStanzaBytes: 1000 });
    const behind = '<presence/>';
    reader.write(Buffer.from(`${HEADER}<message>${'x'.repeat(200_000)}</message>${behind}`));
    expect(faults).toHaveLength(1);
    expect(sizes).toEqual([]);
  });

  it('hold for depth, counted from the stanza', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    const { reader, faults, sizes } = reading({ maxStanzaBytes: 10_000, maxDepth: 5 });
    reader.write(Buffer.from(HEADER + nested(5)));
    expect(sizes).toHaveLength(1);
    reader.write(Buffer.from(nested(6)));
    expect(faults).toEqual([{ condition: 'policy-violation', text: 'elements nested too deeply' }]);
    const limits = { maxStanzaBytes: 10_000, maxDepth: 5, maxAttributes: 5 };
    expect(parseFrame(nested(5), limits)).toHaveProperty('name', 'a');
    expect(parseFrame(nested(6), limits)).toHaveProperty('condition', 'policy-violation');
  });

  it('hold for attributes, declarations included, element by element', () => {
    const many = (count: number) => `<a${Array.from({ length: count }, (_, i) => ` a${i}=''`).join('')}/>`;
    const { reader, faults, sizes } = reading({ maxStanzaBytes: 10_000, maxAttributes: 5 });
    reader.write(Buffer.from(HEADER + many(5) + many(5)));
    expect(sizes).toHaveLength(2);
    reader.write(Buffer.from(many(5).replace('<a', "<a xmlns='u'")));
    expect(faults).toEqual([{ condition: 'policy-violation', text: 'too many attributes' }]);
  });

  it('cut what a fault quotes', () => {
    const { reader, faults } = reading({ maxStanzaBytes: 10_000 });
    reader.write(Buffer.from(`${HEADER}<${'x'.repeat(5000)}:a/>`));
    expect(faults[0]!.condition).toBe('not-well-formed');
    expect(faults[0]!.text.length).toBeLessThanOrEqual(120);
  });

  it('bound what arrives while paused', () => {
    const { reader, faults } = reading({ maxStanzaBytes: 1000 });
    reader.pause();
    reader.write(Buffer.alloc(1000 + 65536, 0x20));
    expect(faults).toEqual([]);
    reader.write(Buffer.alloc(1, 0x20));
    expect(faults).toEqual([{ condition: 'policy-violation', text: 'too much sent ahead' }]);
  });
});
