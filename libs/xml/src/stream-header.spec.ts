import { describe, expect, it } from 'vitest';
import type { StreamHeader } from './document-parser.js';
import { NS } from './namespaces.js';
import { STREAM_END, streamHeader } from './stream-header.js';
import { StreamReader } from './stream-reader.js';

describe('streamHeader', () => {
  it('is a header that a strict reader opens and closes', () => {
    let header: StreamHeader | undefined;
    let closed = false;
    const reader = new StreamReader(
      { maxStanzaBytes: 1000, maxDepth: 64, maxAttributes: 64 },
      {
        open: (h) => {
          header = h;
        },
        element: () => undefined,
        close: () => {
          closed = true;
        },
        fault: (fault) => expect.fail(fault.text),
      },
    );
    const ours = { from: 'hollow.example', id: "<'&>", to: 'a@b', lang: 'en', version: '1.0' };
    reader.write(Buffer.from(streamHeader(ours) + STREAM_END));
    const { from, id, to, version } = ours;
    expect(header).toEqual({
      name: 'stream',
      prefix: 'stream',
      xmlns: NS.stream,
      contentXmlns: NS.client,
      attrs: { from, id, to, 'xml:lang': 'en', version },
    });
    expect(closed).toBe(true);
  });

  it('leaves out what it is not given', () => {
    expect(streamHeader({ id: 'i', version: '1.0' })).toBe(
      `<?xml version='1.0'?><stream:stream xmlns='${NS.client}' xmlns:stream='${NS.stream}' id='i' version='1.0'>`,
    );
  });
});
