import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFault, type XmlCondition } from './fault.js';
import { parseFrame } from './frame.js';
import { StreamReader } from './stream-reader.js';

const LIMITS = { maxStanzaBytes: 10_000, maxDepth: 64, maxAttributes: 64 };
const ROOT = "<s:stream xmlns='jabber:client' xmlns:s='http://etherx.jabber.org/streams'>";

/** Wrong as a child of a stream and as a frame of its own. */
const STANZAS: readonly (readonly [what: string, xml: string, condition: XmlCondition])[] = [
  ['mismatched tags', '<a><b></a></b>', 'not-well-formed'],
  ['mismatched case', '<a></A>', 'not-well-formed'],
  ['a closing tag with another prefix', "<p:a xmlns:p='u' xmlns:q='u'></q:a>", 'not-well-formed'],
  ['an empty closing tag', '<a></>', 'not-well-formed'],
  ['a space before the name', '< a/>', 'not-well-formed'],
  ['a space before the closing name', '<a></ a>', 'not-well-formed'],
  ['a space within self-closing', '<a/ >', 'not-well-formed'],
  ['an attribute in a closing tag', "<a></a b='c'>", 'not-well-formed'],
  ['a slash in a closing tag', '<a></a/>', 'not-well-formed'],
  ['a name beginning with a digit', '<1a/>', 'not-well-formed'],
  ['a name beginning with a hyphen', '<-a/>', 'not-well-formed'],
  ['a name beginning with a dot', '<.a/>', 'not-well-formed'],
  ['a name with a sign', '<a$b/>', 'not-well-formed'],
  ['a tag within a tag', '<a<b/>', 'not-well-formed'],
  ['a tag that is only a sign', '<=/>', 'not-well-formed'],
  ['an attribute without value', '<a b/>', 'not-well-formed'],
  ['an attribute without value before another', "<a b c='d'/>", 'not-well-formed'],
  ['an unquoted value', '<a b=c/>', 'not-well-formed'],
  ['half a quote', '<a b=\'c"/><a b=">', 'not-well-formed'],
  ['no space between attributes', "<a b='1'c='2'/>", 'not-well-formed'],
  ['a comma between attributes', "<a b='1', c='2'/>", 'not-well-formed'],
  ['< in a value', "<a b='<'/>", 'not-well-formed'],
  ['a value without a name', "<a ='b'/>", 'not-well-formed'],
  ['an attribute beginning with a digit', "<a 1b='c'/>", 'not-well-formed'],
  ['two equal signs', "<a b=='c'/>", 'not-well-formed'],
  ['the same attribute twice', "<a b='1' b='2'/>", 'not-well-formed'],
  ['the default namespace twice', "<a xmlns='u' xmlns='u'/>", 'not-well-formed'],
  ['a prefix declared twice', "<a xmlns:p='u' xmlns:p='v'/>", 'not-well-formed'],
  ['the same attribute by two prefixes', "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", 'not-well-formed'],
  ['an unbound element prefix', '<p:a/>', 'not-well-formed'],
  ['an unbound attribute prefix', "<a p:b='c'/>", 'not-well-formed'],
  ['a prefix bound only inside', "<p:a><b xmlns:p='u'/></p:a>", 'not-well-formed'],
  ['a prefix bound only beside', "<a><b xmlns:p='u'/><p:c/></a>", 'not-well-formed'],
  ['a prefix bound to nothing', "<a xmlns:p=''/>", 'not-well-formed'],
  ['two colons', "<p:a:b xmlns:p='u'/>", 'not-well-formed'],
  ['a colon first', '<:a/>', 'not-well-formed'],
  ['a colon last', "<p: xmlns:p='u'/>", 'not-well-formed'],
  ['an attribute of a colon first', "<a :b='c'/>", 'not-well-formed'],
  ['a prefixed name beginning with a digit', "<p:1 xmlns:p='u'/>", 'not-well-formed'],
  ['a prefixed name beginning with a combining mark', "<p:\u0301 xmlns:p='u'/>", 'not-well-formed'],
  ['a prefixed attribute beginning with a digit', "<a xmlns:p='u' p:1='x'/>", 'not-well-formed'],
  ['a prefix beginning with a digit', "<a xmlns:1='u'/>", 'not-well-formed'],
  ['the prefix xml bound elsewhere', "<a xmlns:xml='u'/>", 'not-well-formed'],
  ['the prefix xmlns declared', "<a xmlns:xmlns='u'/>", 'not-well-formed'],
  [
    'the XML namespace by another prefix',
    "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
    'not-well-formed',
  ],
  ['the XML namespace as default', "<a xmlns='http://www.w3.org/XML/1998/namespace'/>", 'not-well-formed'],
  ['the xmlns namespace by a prefix', "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>", 'not-well-formed'],
  ['the xmlns namespace as default', "<a xmlns='http://www.w3.org/2000/xmlns/'/>", 'not-well-formed'],
  ['an element named xmlns', '<xmlns:a/>', 'not-well-formed'],
  ['NUL', '<a>\0</a>', 'not-well-formed'],
  ['SOH', '<a>\x01</a>', 'not-well-formed'],
  ['backspace', '<a>\b</a>', 'not-well-formed'],
  ['vertical tab', '<a>\v</a>', 'not-well-formed'],
  ['form feed', '<a>\f</a>', 'not-well-formed'],
  ['escape', '<a>\x1b</a>', 'not-well-formed'],
  ['unit separator', '<a>\x1f</a>', 'not-well-formed'],
  ['a control character in a value', "<a b='\x02'/>", 'not-well-formed'],
  ['a control character in a tag', '<a \x02/>', 'not-well-formed'],
  ['a control character in CDATA', '<a><![CDATA[\x02]]></a>', 'not-well-formed'],
  ['U+FFFE', '<a>\uFFFE</a>', 'not-well-formed'],
  ['U+FFFF', '<a>\uFFFF</a>', 'not-well-formed'],
  ['a reference to NUL', '<a>&#0;</a>', 'not-well-formed'],
  ['a reference to a control character', '<a>&#x1;</a>', 'not-well-formed'],
  ['a reference to a surrogate', '<a>&#xD800;</a>', 'not-well-formed'],
  ['a reference to U+FFFE', '<a>&#xFFFE;</a>', 'not-well-formed'],
  ['a reference beyond Unicode', '<a>&#x110000;</a>', 'not-well-formed'],
  ['a reference with wrong digits', '<a>&#xZZ;</a>', 'not-well-formed'],
  ['a decimal reference with hex digits', '<a>&#1F;</a>', 'not-well-formed'],
  ['a reference with a capital X', '<a>&#X41;</a>', 'not-well-formed'],
  ['a reference without digits', '<a>&#;</a>', 'not-well-formed'],
  ['a negative reference', '<a>&#-1;</a>', 'not-well-formed'],
  ['an entity without a name', '<a>&;</a>', 'not-well-formed'],
  ['an ampersand alone', '<a>b & c</a>', 'not-well-formed'],
  ['an ampersand alone in a value', "<a b='c&d'/>", 'not-well-formed'],
  ['an entity without semicolon', '<a>&amp</a>', 'not-well-formed'],
  ['an entity beginning with a digit', '<a>&1a;</a>', 'not-well-formed'],
  [']]> in text', '<a>]]></a>', 'not-well-formed'],
  ['CDATA in small letters', '<a><![cdata[x]]></a>', 'not-well-formed'],
  ['CDATA with a space', '<a><![CDATA [x]]></a>', 'not-well-formed'],
  ['an unknown declaration', '<a><!FOOBAR></a>', 'not-well-formed'],
  ['an element declaration', '<a><!ELEMENT a ANY></a>', 'not-well-formed'],
  ['an XML declaration inside', "<a><?xml version='1.0'?></a>", 'not-well-formed'],
  ['an instruction without target', '<a><? b?></a>', 'not-well-formed'],
  ['an entity of HTML', '<a>&nbsp;</a>', 'restricted-xml'],
  ['an entity of HTML in a value', "<a b='&eacute;'/>", 'restricted-xml'],
  ['an entity of the wrong case', '<a>&AMP;</a>', 'restricted-xml'],
  ['an entity named like a prototype', '<a>&constructor;</a>', 'restricted-xml'],
  ['an entity named __proto__', '<a>&__proto__;</a>', 'restricted-xml'],
  ['a comment', '<a><!-- b --></a>', 'restricted-xml'],
  ['an empty comment', '<a><!----></a>', 'restricted-xml'],
  ['a comment with two hyphens', '<a><!-- b -- c --></a>', 'restricted-xml'],
  ['a processing instruction', '<a><?b c?></a>', 'restricted-xml'],
  ['a processing instruction without data', '<a><?b?></a>', 'restricted-xml'],
  ['a stylesheet', "<a><?xml-stylesheet href='x'?></a>", 'restricted-xml'],
  ['a document type inside', '<a><!DOCTYPE a></a>', 'restricted-xml'],
];

/** Wrong as the begin of a stream. */
const BEGINS: readonly (readonly [string, string | Buffer, XmlCondition])[] = [
  ['text first', `x${ROOT}`, 'not-well-formed'],
  ['a closing tag first', '</a>', 'not-well-formed'],
  ['a space before the declaration', ` <?xml version='1.0'?>${ROOT}`, 'not-well-formed'],
  ['a second declaration', `<?xml version='1.0'?><?xml version='1.0'?>${ROOT}`, 'not-well-formed'],
  ['a declaration without version', `<?xml encoding='UTF-8'?>${ROOT}`, 'not-well-formed'],
  ['an empty declaration', `<?xml?>${ROOT}`, 'not-well-formed'],
  ['a declaration in capitals', `<?XML version='1.0'?>${ROOT}`, 'not-well-formed'],
  ['a declaration in the wrong order', `<?xml encoding='UTF-8' version='1.0'?>${ROOT}`, 'not-well-formed'],
  ['an unknown part of the declaration', `<?xml version='1.0' a='b'?>${ROOT}`, 'not-well-formed'],
  ['standalone neither yes nor no', `<?xml version='1.0' standalone='x'?>${ROOT}`, 'not-well-formed'],
  ['XML 1.1', `<?xml version='1.1'?>${ROOT}`, 'not-well-formed'],
  ['XML 2.0', `<?xml version='2.0'?>${ROOT}`, 'not-well-formed'],
  ['CDATA first', `<![CDATA[x]]>${ROOT}`, 'not-well-formed'],
  ['Latin-1 declared', `<?xml version='1.0' encoding='ISO-8859-1'?>${ROOT}`, 'unsupported-encoding'],
  ['UTF-16 declared', `<?xml version='1.0' encoding='UTF-16'?>${ROOT}`, 'unsupported-encoding'],
  ['UTF-16 sent', Buffer.from(`\uFEFF${ROOT}`, 'utf16le'), 'unsupported-encoding'],
  ['a comment first', `<!-- x -->${ROOT}`, 'restricted-xml'],
  ['an instruction first', `<?x y?>${ROOT}`, 'restricted-xml'],
  ['a document type', `<!DOCTYPE stream>${ROOT}`, 'restricted-xml'],
  ['a document type with entities', `<!DOCTYPE s [<!ENTITY a 'b'>]>${ROOT}`, 'restricted-xml'],
  ['an external document type', `<!DOCTYPE s SYSTEM "file:///etc/passwd">${ROOT}`, 'restricted-xml'],
];

const bytes = (...values: number[]) => Buffer.from(values);

/** Wrong anywhere in a stream, and only there. */
const IN_STREAM: readonly (readonly [string, string | Buffer, XmlCondition])[] = [
  ['text between stanzas', 'hello', 'invalid-xml'],
  ['text before a stanza', 'hello<a/>', 'invalid-xml'],
  ['text by reference', '&#65;<a/>', 'invalid-xml'],
  ['CDATA between stanzas', '<![CDATA[x]]>', 'invalid-xml'],
  ['a no-break space', '\u00A0', 'invalid-xml'],
  ['the wrong end', '</stream>', 'not-well-formed'],
  ['a declaration between stanzas', "<?xml version='1.0'?>", 'not-well-formed'],
  ['a lone continuation byte', bytes(0x80), 'unsupported-encoding'],
  ['a byte that is never UTF-8', bytes(0xff), 'unsupported-encoding'],
  ['a lead byte without its rest', bytes(0xc3, 0x28), 'unsupported-encoding'],
  ['an overlong slash', bytes(0xc0, 0xaf), 'unsupported-encoding'],
  ['an overlong NUL', bytes(0xe0, 0x80, 0x80), 'unsupported-encoding'],
  ['a surrogate in UTF-8', bytes(0xed, 0xa0, 0x80), 'unsupported-encoding'],
  ['beyond U+10FFFF', bytes(0xf4, 0x90, 0x80, 0x80), 'unsupported-encoding'],
  ['five-byte UTF-8', bytes(0xf8, 0x88, 0x80, 0x80, 0x80), 'unsupported-encoding'],
];

const FRAMES: readonly (readonly [string, string, XmlCondition])[] = [
  ['nothing', '', 'not-well-formed'],
  ['white space', ' \n', 'not-well-formed'],
  ['text', 'hello', 'not-well-formed'],
  ['text behind', '<a/>x', 'not-well-formed'],
  ['text before', 'x<a/>', 'not-well-formed'],
  ['two elements', '<a/><b/>', 'not-well-formed'],
  ['half an element', '<a><b></b>', 'not-well-formed'],
  ['half a tag', '<a', 'not-well-formed'],
  ['half a tag behind', '<a/><', 'not-well-formed'],
  ['half an entity', '<a/>&amp', 'not-well-formed'],
  ['a TCP stream header', ROOT, 'not-well-formed'],
  ['the prefix of a TCP stream', '<stream:features/>', 'not-well-formed'],
  ['a lone surrogate', '<a>\uD800</a>', 'unsupported-encoding'],
  ['a surrogate that would swallow a tag', '<a>\uD800<b></a>', 'unsupported-encoding'],
];

/** What a reader says to bytes that come at once, and one by one. */
function conditions(input: Buffer): (string | undefined)[] {
  return [input.length, 1].map((size) => {
    let condition: string | undefined;
    const reader = new StreamReader(LIMITS, {
      open: () => undefined,
      element: () => undefined,
      close: () => undefined,
      fault: (fault) => {
        expect(condition).toBeUndefined();
        expect(fault.text).not.toBe('');
        condition = fault.condition;
      },
    });
    for (let at = 0; at < input.length; at += size) reader.write(input.subarray(at, at + size));
    return condition;
  });
}

const buffer = (input: string | Buffer) => (typeof input === 'string' ? Buffer.from(input) : input);

describe('malformed input', () => {
  it.each(STANZAS)('%s, in a stream', (_, xml, condition) => {
    expect(conditions(Buffer.from(`${ROOT}<message>${xml}`))).toEqual([condition, condition]);
    expect(conditions(Buffer.from(`${ROOT}${xml}`))).toEqual([condition, condition]);
  });

  it.each(STANZAS)('%s, in a frame', (_, xml, condition) => {
    expect(parseFrame(xml, LIMITS)).toHaveProperty('condition', condition);
  });

  it.each(BEGINS)('%s, at the begin of a stream', (_, input, condition) => {
    expect(conditions(buffer(input))).toEqual([condition, condition]);
  });

  it.each(IN_STREAM)('%s, in a stream', (_, input, condition) => {
    // Behind it something more, for a character may be waited for.
    const stream = Buffer.concat([Buffer.from(ROOT), buffer(input), Buffer.from('<a/>')]);
    expect(conditions(stream)).toEqual([condition, condition]);
  });

  it.each(FRAMES)('%s, as a frame', (_, text, condition) => {
    const result = parseFrame(text, LIMITS);
    expect(isFault(result) && result.condition).toBe(condition);
    // The parser is shared: what one frame left behind must not show in the next.
    expect(parseFrame('<ok/>', LIMITS)).toMatchObject({ name: 'ok', children: [] });
  });

  it('of any kind never throws, and is judged the same in one piece and byte by byte', () => {
    const sane = Buffer.from(
      `<?xml version='1.0'?>${ROOT}<message a='&amp;'><p:b xmlns:p='u'>é<![CDATA[]]]></p:b></message></s:stream>`,
    );
    const marks = Buffer.from('<>&;\'"/!?[]=:- \r\nx\xc3\xa9', 'latin1');
    const change = fc.tuple(
      fc.nat(sane.length),
      fc.nat(3),
      fc.oneof(
        fc.uint8Array({ maxLength: 3 }),
        fc.array(fc.constantFrom(...marks), { maxLength: 3 }).map((b) => Uint8Array.from(b)),
      ),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
        let bytes: Buffer = sane;
        for (const [at, removed, added] of changes) {
          bytes = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
        }
        const [whole, single] = conditions(bytes);
        expect(single).toBe(whole);
      }),
      { numRuns: 500 },
    );
  });
});
