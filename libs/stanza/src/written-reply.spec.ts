import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Element, isFault, NS, parseFrame, serialize } from '#xml';
import { withDelay } from './delay.js';
import { errorReply } from './reply.js';
import { STANZA_CONDITIONS, type StanzaCondition } from './stanza-error.js';
import { readStartTag } from './start-tag.js';
import { writtenErrorReply } from './written-reply.js';

const LIMITS = { maxStanzaBytes: 1_000_000, maxDepth: 64, maxAttributes: 64 };
const CONDITIONS = Object.keys(STANZA_CONDITIONS) as StanzaCondition[];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot carry
const FOREIGN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const character = fc.oneof(
  fc.constantFrom(...'&<>\'"= /\t\n\r', '\u0085', '\u2028', 'é', '🐭', '&amp;', "='", "'/>", 'xmlns', '&#9;'),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const text = fc.array(character, { maxLength: 8 }).map((parts) => parts.join('').replace(FOREIGN, ''));

/** Attributes that errors look at and such that only look like them, in any order. */
const attributes = fc.dictionary(
  fc.constantFrom('from', 'to', 'id', 'type', 'xml:lang', 'xml:id', 'fro', 'form', 'To', 'é', '_to', 'typ-e'),
  text,
  { maxKeys: 8 },
);

const stanza = fc
  .record({
    name: fc.constantFrom('message', 'presence', 'iq'),
    attributes,
    type: fc.option(fc.constantFrom('chat', 'get', 'result', 'error', 'headline'), { nil: undefined }),
    body: fc.option(text, { nil: undefined }),
    inside: attributes,
  })
  .map(({ name, attributes: attrs, type, body, inside }) => {
    const el = new Element(name, { xmlns: NS.client, ...attrs, ...(type === undefined ? {} : { type }) });
    if (body !== undefined) el.c('body', inside).t(body);
    return el;
  });

function parsed(xml: string): Element {
  const el = parseFrame(xml, LIMITS);
  if (isFault(el)) throw new Error(el.text);
  return el;
}

describe('a start tag', () => {
  it('is read as the parser reads it, whatever stands in it and behind it', () => {
    fc.assert(
      fc.property(stanza, (el) => {
        const xml = serialize(el);
        const tag = readStartTag(xml);
        const { attrs, name } = parsed(xml);
        expect(tag.name).toBe(name);
        // Written into a tag of its own each value reads as it did in the stanza.
        for (const key of ['from', 'to', 'id', 'type'] as const)
          expect(tag[key] === undefined ? undefined : parsed(`<x a='${tag[key]}'/>`).attrs['a']).toBe(
            attrs[key],
          );
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["<iq xmlns='jabber:client'/>", 'iq', undefined],
    ["<message id=''/>", 'message', ''],
    ["<message xml:id='x'><body id='y'/></message>", 'message', undefined],
    ["<presence to='a=b/c' id='a&apos; id=&apos;b'>x</presence>", 'presence', 'a&apos; id=&apos;b'],
    ['<message/>', 'message', undefined],
    ['<iq></iq>', 'iq', undefined],
    // Nothing that we write, but it ends.
    ['', '', undefined],
    ['<iq', 'iq', undefined],
    ["<iq to=' ' id", 'iq', undefined],
    ["<iq to=' ' id=", 'iq', undefined],
    ["<iq to=' ' id='x", 'iq', undefined],
  ])('of %s', (xml, name, id) => {
    expect(readStartTag(xml)).toMatchObject({ name, id });
  });
});

describe('an error written from the text of a stanza', () => {
  it('R47: is byte for byte what reading the stanza and answering it gives', () => {
    fc.assert(
      fc.property(stanza, fc.constantFrom(...CONDITIONS), fc.boolean(), (el, condition, late) => {
        const xml = late ? withDelay(serialize(el), 'example.com', 0) : serialize(el);
        const original = parsed(xml);
        const reply = errorReply(original, condition);
        const written = writtenErrorReply(xml, condition);
        expect(written?.xml).toBe(reply && serialize(reply));
        if (reply !== undefined) expect(written?.from).toBe(original.attrs['to'] ?? '');
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the id as it stands', () => {
    const xml = "<message xmlns='jabber:client' from='a@b/c' to='d@e/f&amp;g' id='&#9;&apos;x' type='chat'/>";
    expect(writtenErrorReply(xml, 'recipient-unavailable')).toEqual({
      xml:
        "<message xmlns='jabber:client' from='d@e/f&amp;g' to='a@b/c' id='&#9;&apos;x' type='error'>" +
        "<error type='wait'><recipient-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>",
      from: 'd@e/f&g',
    });
  });
});
