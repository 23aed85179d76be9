import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SaslDeps } from './exchange.js';
import { PlainExchange } from './plain.js';

const deps: SaslDeps = { domain: 'example.com', plaintextAllowed: true, installationSecret: 'x' };
const receive = (text: string | Buffer) => new PlainExchange(deps).receive(Buffer.from(text as string));

describe('PLAIN (RFC 4616)', () => {
  it.each([
    ['\0juliet\0secret', 'juliet', 'secret'],
    ['juliet@example.com\0juliet\0secret', 'juliet', 'secret'],
    ['\0Juliet\0S\u00E9cret \u{1F511}', 'juliet', 'S\u00E9cret \u{1F511}'],
  ])('%j asks to check the password', (text, username, password) =>
    expect(receive(text)).toEqual({ kind: 'check-password', username, password }),
  );

  it.each([
    '',
    'juliet',
    'juliet\0secret',
    '\0juliet',
    '\0\0secret',
    '\0juliet\0',
    '\0juliet\0sec\0ret',
    '\0\0',
    '\0\0\0',
  ])('%j is malformed', (text) =>
    expect(receive(text)).toMatchObject({ kind: 'failure', condition: 'malformed-request' }),
  );

  it('must be UTF-8', () => {
    const latin1 = Buffer.from('\0juliet\0s\u00E9cret', 'latin1');
    expect(receive(latin1)).toMatchObject({ kind: 'failure', condition: 'malformed-request' });
  });

  it.each(['romeo@example.com', 'juliet', 'juliet@example.net', 'juliet@example.com/phone'])(
    'may not be for %j',
    (authzid) =>
      expect(receive(`${authzid}\0juliet\0secret`)).toMatchObject({ condition: 'invalid-authzid' }),
  );

  it.each(['jul iet', 'juliet@example.com', '\u265A', '\uFEFF'])('%j is no user name', (name) =>
    expect(receive(`\0${name}\0secret`)).toMatchObject({ condition: 'not-authorized' }),
  );

  it('asks with an empty challenge once when there was no initial response', () => {
    const exchange = new PlainExchange(deps);
    expect(exchange.receive(null)).toEqual({ kind: 'challenge', data: Buffer.alloc(0) });
    expect(exchange.receive(Buffer.from('\0juliet\0secret')).kind).toBe('check-password');

    const silent = new PlainExchange(deps);
    silent.receive(null);
    expect(silent.receive(null)).toMatchObject({ condition: 'malformed-request' });
  });

  it('is over after one message, and asks for no keys', () => {
    const exchange = new PlainExchange(deps);
    exchange.receive(Buffer.from('\0juliet\0wrong'));
    expect(exchange.receive(Buffer.from('\0juliet\0secret'))).toMatchObject({
      condition: 'malformed-request',
    });
    expect(() => exchange.supply()).toThrow('PLAIN asks for no keys');
  });

  it('random bytes never throw and never succeed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(['failure', 'check-password']).toContain(receive(Buffer.from(bytes)).kind);
      }),
      { numRuns: 1000 },
    );
  });
});
