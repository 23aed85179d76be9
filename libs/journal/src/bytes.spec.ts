import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, UndecodableError } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';

const read = (out: ByteWriter): ByteReader => new ByteReader(out.view, 0, out.length);

describe('numbers and strings', () => {
  it('come back as they were put in, one behind the other', () => {
    const out = new ByteWriter();
    const number = fc.oneof(
      fc.nat(300),
      fc.maxSafeNat(),
      fc.constantFrom(127, 128, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 48 - 1, Number.MAX_SAFE_INTEGER),
    );
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('é'.repeat(7000)));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, fc.integer(), text)), (values) => {
        out.reset(0);
        for (const [whole, signed, words] of values) {
          out.varint(whole);
          out.signed(signed);
          out.u48(whole % 2 ** 48);
          out.string(words);
        }
        const from = read(out);
        for (const [whole, signed, words] of values) {
          expect([from.varint(), from.signed(), from.u48(), from.string()]).toEqual([
            whole,
            signed,
            whole % 2 ** 48,
            words,
          ]);
          expect(from.stringBytes).toBe(Buffer.byteLength(words));
        }
        expect(from.done).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it.each([0, 3, 8, 100])('survive a length of %i that a string of 6 bytes was said to have', (said) => {
    const out = new ByteWriter();
    out.reset(0);
    out.string('größe!'.slice(0, 5), said);
    out.byte(7);
    const from = read(out);
    expect([from.string(), from.byte(), from.done]).toEqual(['größe', 7, true]);
  });

  it('are never read past the end of their batch, however long they say they are', () => {
    const bytes = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    for (let end = 0; end <= bytes.length; end++) {
      expect(() => new ByteReader(bytes, 0, end).varint()).toThrow(UndecodableError);
    }
    const short = Buffer.from([5, 65, 66]);
    expect(() => new ByteReader(short, 0, 3).string()).toThrow(UndecodableError);
    const list = new ByteReader(short, 0, 3);
    expect(() => list.list(() => list.byte())).toThrow(UndecodableError);
  });
});
