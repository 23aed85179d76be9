import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJid, withResource } from './parse.js';

/** RFC 7622 §3.5, table 1: number, text, and the parts it is prepared to. */
const jids: [number, string, string | null, string, string | null][] = [
  [1, 'juliet@example.com', 'juliet', 'example.com', null],
  [2, 'juliet@example.com/foo', 'juliet', 'example.com', 'foo'],
  [3, 'juliet@example.com/foo bar', 'juliet', 'example.com', 'foo bar'],
  [4, 'juliet@example.com/foo@bar', 'juliet', 'example.com', 'foo@bar'],
  [5, 'foo\\20bar@example.com', 'foo\\20bar', 'example.com', null],
  [6, 'fussball@example.com', 'fussball', 'example.com', null],
  [7, 'fu\u00DFball@example.com', 'fu\u00DFball', 'example.com', null],
  [8, '\u03C0@example.com', '\u03C0', 'example.com', null],
  [9, '\u03A3@example.com/foo', '\u03C3', 'example.com', 'foo'],
  [10, '\u03C3@example.com/foo', '\u03C3', 'example.com', 'foo'],
  [11, '\u03C2@example.com/foo', '\u03C2', 'example.com', 'foo'],
  [12, 'king@example.com/\u265A', 'king', 'example.com', '\u265A'],
  [13, 'example.com', null, 'example.com', null],
  [14, 'example.com/foobar', null, 'example.com', 'foobar'],
  [15, 'a.example.com/b@example.net', null, 'a.example.com', 'b@example.net'],
];

/** RFC 7622 §3.5, table 2. */
const notJids: [number, string][] = [
  [16, '"juliet"@example.com'],
  [17, 'foo bar@example.com'],
  [18, 'juliet@example.com/ foo'],
  [19, '@example.com/'],
  [20, 'henry\u2163@example.com'],
  [21, '\u265A@example.com'],
  [22, 'juliet@'],
  [23, '/foobar'],
];

describe('parseJid', () => {
  it.each(jids)('RFC 7622 §3.5 example %i is a JID', (_, text, local, domain, resource) => {
    const bare = local === null ? domain : `${local}@${domain}`;
    const full = resource === null ? bare : `${bare}/${resource}`;
    expect(parseJid(text)).toEqual({ local, domain, resource, bare, full });
  });

  it.each(notJids)('RFC 7622 §3.5 example %i is not a JID', (_, text) => {
    expect(parseJid(text)).toBeUndefined();
  });

  it.each(['', '@', '/', '@/', 'a@b@c', 'a@b/', 'a@/b', '@b', 'a@b@c/d', ' a@b', 'a@b '])(
    'refuses %j',
    (text) => expect(parseJid(text)).toBeUndefined(),
  );

  it('folds the case of local and domain, never of the resource', () => {
    expect(parseJid('Juliet@EXAMPLE.com/Balcony')?.full).toBe('juliet@example.com/Balcony');
  });

  it('takes the longest parts there may be and nothing longer', () => {
    const local = 'a'.repeat(1023);
    const domain = `${'b'.repeat(63)}.`.repeat(15) + 'b'.repeat(63);
    const full = `${local}@${domain}/${'c'.repeat(1023)}`;
    expect(domain.length).toBe(1023);
    expect(parseJid(full)?.full).toBe(full);
    expect(parseJid(`${full}c`)).toBeUndefined();
    expect(parseJid(`a${local}@example.com`)).toBeUndefined();
    expect(parseJid(`a@b.${domain}`)).toBeUndefined();
  });

  it('answers the same frozen object for a text it has seen', () => {
    const first = parseJid('nurse@example.com/kitchen');
    expect(parseJid('nurse@example.com/kitchen')).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);

    const long = `nurse@example.com/${'k'.repeat(300)}`; // too large to keep
    expect(parseJid(long)).toEqual(parseJid(long));
    expect(parseJid(long)).not.toBe(parseJid(long));
  });

  it('never throws, and what it accepts is stable', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
    const text = fc.oneof(
      part,
      fc.tuple(part, part).map(([local, resource]) => `${local}@example.com/${resource}`),
      part.map((domain) => `a@${domain}`),
    );
    fc.assert(
      fc.property(text, (input) => {
        const jid = parseJid(input);
        if (jid === undefined) return;
        expect(parseJid(jid.full)).toEqual(jid);
        expect(parseJid(jid.bare)?.full).toBe(jid.bare);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps a lone surrogate from becoming another address', () => {
    expect(parseJid('a@example.com/\uD800')).toBeUndefined();
    expect(parseJid('\uDC00@example.com')).toBeUndefined();
  });
});

describe('withResource', () => {
  it('prepares the resource and replaces one that was there', () => {
    expect(withResource('a@b/old', 'n\u00A0w')?.full).toBe('a@b/n w');
    const bare = parseJid('a@b');
    expect(bare && withResource(bare, 'new')).toEqual(parseJid('a@b/new'));
  });

  it('is undefined for what is no resource or no JID', () => {
    expect(withResource('a@b', '')).toBeUndefined();
    expect(withResource('a@b', 'x\u0000')).toBeUndefined();
    expect(withResource('a@', 'x')).toBeUndefined();
  });
});
