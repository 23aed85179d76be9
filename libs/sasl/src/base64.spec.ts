import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.js';

describe('base64 of SASL elements (RFC 6120 §6.4.2)', () => {
  it('decodes and encodes any data', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const data = Buffer.from(bytes);
        expect(decodeBase64(encodeBase64(data))).toEqual(data);
      }),
    );
  });

  it('has = for data of no length', () => {
    expect(decodeBase64('=')).toEqual(Buffer.alloc(0));
    expect(decodeBase64('')).toEqual(Buffer.alloc(0));
    expect(encodeBase64(Buffer.alloc(0))).toBe('=');
  });

  it.each([
    'A',
    'AA',
    'AAA',
    'AA=',
    'A===',
    '====',
    '==',
    'AAAA=',
    'AB==',
    'AAB=',
    ' AAAA',
    'AA\nAA',
    'AA-_',
    '!!!!',
    'AAAA\0',
  ])('refuses %j', (text) => expect(decodeBase64(text)).toBeUndefined());
});
