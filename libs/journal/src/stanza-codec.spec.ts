import { describe, expect, it } from 'vitest';
import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { readStanza, writeStanza } from './stanza-codec.js';
import { stanza } from './testing/model.js';

const AT = 1_700_000_000_500;

describe('a stanza in the journal', () => {
  it.each(['delayed', 'transient', 'noStore', 'copy', 'arrived'] as const)(
    'is read back with %s as it was',
    (flag) => {
      for (const value of [false, true]) {
        const written = stanza('b', { [flag]: value });
        const out = new ByteWriter();
        out.reset(0);
        out.varint(7);
        writeStanza(out, written, AT);
        const { journalNo: _no, journalSegment: _segment, ...body } = written;
        expect(readStanza(new ByteReader(out.view, 0, out.length), AT)).toMatchObject({
          ...body,
          journalNo: 7,
        });
      }
    },
  );
});
