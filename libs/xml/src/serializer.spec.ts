import fc from 'fast-check';
import { Element } from 'ltx';
import { describe, expect, it } from 'vitest';
import { parseFrame } from './frame.js';
import { serialize } from './serializer.js';
import { StreamReader } from './stream-reader.js';

const LIMITS = { maxStanzaBytes: 1_000_000, maxDepth: 64, maxAttributes: 64 };
const HEADER = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

/** Characters XML 1.0 can carry, with those that need escaping often among them. */
const character = fc.oneof(
  fc.constantFrom(
    '&',
    '<',
    '>',
    "'",
    '"',
    '\t',
    '\n',
    '\r',
    ']',
    'é',
    '€',
    '🐭',
    '\u0085',
    '\u2028',
    '\uFFFD',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
);
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const FOREIGN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const text = fc
  .array(character, { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join('').replace(FOREIGN, '') || 'x');
const name = fc.constantFrom('message', 'body', 'q', 'é', '_', 'a-b.c', 'x1');
const attributes = fc.dictionary(fc.constantFrom('to', 'id', 'b', 'xml:lang', 'é'), text, { maxKeys: 4 });
const namespaces = fc.constantFrom('jabber:client', 'urn:a', "urn:'&<b>", '');

/** Elements in canonical form: xmlns only where it changes, no two texts side by side. */
const element: fc.Arbitrary<Element> = fc
  .letrec<{ tree: [string, Record<string, string>, string, unknown[]] }>((tie) => ({
    tree: fc.tuple(
      name,
      attributes,
      namespaces,
      fc.array(fc.oneof({ depthSize: 'small' }, text, tie('tree')), { maxLength: 4 }),
    ),
  }))
  .tree.map((tree) => build(tree, undefined));

function build(
  [tag, attrs, xmlns, children]: [string, Record<string, string>, string, unknown[]],
  parent: string | undefined,
): Element {
  const el = new Element(tag, { ...(xmlns === parent ? {} : { xmlns }), ...attrs });
  for (const child of children) {
    if (typeof child === 'string') {
      if (typeof el.children.at(-1) !== 'string') el.t(child);
    } else {
      el.cnode(build(child as [string, Record<string, string>, string, unknown[]], xmlns));
    }
  }
  return el;
}

describe('serialize', () => {
  it('is undone by reading, in frames and in streams, whatever the element', () => {
    fc.assert(
      fc.property(element, (el) => {
        const xml = serialize(el);
        expect(parseFrame(xml, LIMITS)).toEqual(el);
        const read: Element[] = [];
        const reader = new StreamReader(LIMITS, {
          open: () => undefined,
          element: (child, bytes) => {
            expect(bytes).toBe(Buffer.byteLength(xml));
            read.push(child);
          },
          close: () => undefined,
          fault: (fault) => expect.fail(fault.text),
        });
        reader.write(Buffer.from(HEADER + xml));
        expect(read).toEqual([el]);
      }),
      { numRuns: 300 },
    );
  });

  it('writes what no reader of ours can read back as it is: prefixes', () => {
    const el = new Element('stream:features').cnode(new Element('a', { 'xmlns:p': 'u', 'p:b': '1' })).up();
    expect(serialize(el)).toBe("<stream:features><a xmlns:p='u' p:b='1'/></stream:features>");
  });

  it('leaves out absent attributes and children, and writes numbers', () => {
    const el = new Element('a', { b: null, c: undefined, d: 0, e: '' });
    el.children.push(undefined as never, 7 as never, null as never);
    expect(serialize(el)).toBe("<a d='0' e=''>7</a>");
    expect(serialize(new Element('a'))).toBe('<a/>');
    expect(serialize(new Element('a').t(''))).toBe('<a></a>');
  });

  it('escapes what would end a value or be normalised away', () => {
    expect(serialize(new Element('a', { b: `&<>'"\t\n\r` }))).toBe(
      `<a b='&amp;&lt;&gt;&apos;"&#9;&#10;&#13;'/>`,
    );
    expect(serialize(new Element('a').t(`&<>'"\t\n\r`))).toBe(`<a>&amp;&lt;&gt;'"\t\n&#13;</a>`);
  });

  it('never writes a character that would break the stream', () => {
    const el = new Element('a', { b: '\0\x1b\uFFFF' }).t('\0\x1b\uFFFF');
    expect(serialize(el)).toBe("<a b='\uFFFD\uFFFD\uFFFD'>\uFFFD\uFFFD\uFFFD</a>");
  });

  it('does not overflow the stack, however deep', () => {
    const root = new Element('a');
    let deepest = root;
    for (let i = 0; i < 100_000; i++) deepest = deepest.c('a');
    deepest.t('x');
    expect(serialize(root)).toBe(`${'<a>'.repeat(100_001)}x${'</a>'.repeat(100_001)}`);
  });
});
