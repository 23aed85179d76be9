import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Element } from 'ltx';
import { describe, expect, it } from 'vitest';
import type { StreamHeader } from './document-parser.js';
import type { XmlFault } from './fault.js';
import { serialize } from './serializer.js';
import { StreamReader } from './stream-reader.js';

const LIMITS = { maxStanzaBytes: 10_000, maxDepth: 64, maxAttributes: 64 };
const HEADER =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='hollow.example' version='1.0'>";

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Everything a reader told, in order, as text; `onElement` acts as the handler would. */
function recorder(onElement: (reader: StreamReader, el: Element) => void = () => undefined, limits = LIMITS) {
  const told: string[] = [];
  const headers: StreamHeader[] = [];
  const faults: XmlFault[] = [];
  const reader: StreamReader = new StreamReader(limits, {
    open: (header) => {
      headers.push(header);
      told.push(`open ${JSON.stringify(header)}`);
    },
    element: (el, bytes) => {
      told.push(`${bytes} ${serialize(el)}`);
      onElement(reader, el);
    },
    close: () => told.push('close'),
    fault: (fault) => {
      faults.push(fault);
      told.push(`fault ${fault.condition}`);
    },
  });
  return { reader, told, headers, faults };
}

function tell(xml: string | Buffer, limits = LIMITS) {
  const record = recorder(undefined, limits);
  record.reader.write(Buffer.from(xml));
  return record;
}

const STANZAS = [
  "<message to='a@b' id='&#xe9;&lt;&apos;'><body>x &amp; y é € 🐭 ]] &gt;\r\nz</body><![CDATA[<raw>]]></message>",
  "<iq type='set' id='1'><p:q xmlns:p='urn:q' xmlns:u='urn:unused' p:a='1'><p:r/><s xmlns=''/></p:q></iq>",
  '<presence/>',
  "<r xmlns='urn:xmpp:sm:3'/>",
  "<message xml:lang='de' b=\"'\"><body xmlns='urn:x'>a<![CDATA[b]]>c</body></message>",
];
const CANONICAL = [
  "<message xmlns='jabber:client' to='a@b' id='é&lt;&apos;'><body>x &amp; y é € 🐭 ]] &gt;\nz</body>&lt;raw&gt;</message>",
  "<iq xmlns='jabber:client' type='set' id='1'><q xmlns='urn:q' xmlns:p='urn:q' p:a='1'><r/><s xmlns=''/></q></iq>",
  "<presence xmlns='jabber:client'/>",
  "<r xmlns='urn:xmpp:sm:3'/>",
  "<message xmlns='jabber:client' xml:lang='de' b='&apos;'><body xmlns='urn:x'>abc</body></message>",
];
const [S0, S1, S2, S3, S4] = STANZAS;
const RICH = `<?xml version='1.0' encoding='utf-8'?>\r\n${HEADER} \r\n\t${S0}\n${S1} ${S2}${S3}\r${S4}</stream:stream>\n`;

describe('StreamReader', () => {
  it('tells the header, each stanza in canonical form with its bytes, and the end', () => {
    const { told, headers } = tell(RICH);
    expect(headers).toEqual([
      {
        name: 'stream',
        prefix: 'stream',
        xmlns: 'http://etherx.jabber.org/streams',
        contentXmlns: 'jabber:client',
        attrs: { to: 'hollow.example', version: '1.0' },
      },
    ]);
    const sized = CANONICAL.map((xml, i) => `${Buffer.byteLength(STANZAS[i]!)} ${xml}`);
    expect(told.slice(1)).toEqual([...sized, 'close']);
  });

  it('tells the same however the bytes are cut', () => {
    const bytes = Buffer.from(RICH);
    const whole = tell(bytes).told;
    for (let at = 0; at <= bytes.length; at++) {
      const { reader, told } = recorder();
      reader.write(bytes.subarray(0, at));
      reader.write(bytes.subarray(at));
      expect(told, `cut at ${at}`).toEqual(whole);
    }
    const { reader, told } = recorder();
    for (const byte of bytes) reader.write(Buffer.of(byte));
    expect(told).toEqual(whole);
  });

  it('reads chunks larger than it takes at once', () => {
    const one = `<message><body>${'é'.repeat(2000)}</body></message>`;
    const { told } = tell(HEADER + one.repeat(100));
    expect(told).toHaveLength(101);
    expect(new Set(told.slice(1)).size).toBe(1);
  });

  it('merges text and CDATA, and keeps an attribute named like a prototype', () => {
    const elements: Element[] = [];
    const { reader } = recorder((_, el) => elements.push(el));
    reader.write(Buffer.from(`${HEADER}<message __proto__='x'>a<![CDATA[b]]>&amp;c</message>`));
    expect(elements[0]!.children).toEqual(['ab&c']);
    expect(Object.entries(elements[0]!.attrs)).toContainEqual(['__proto__', 'x']);
  });

  it('ignores white space between stanzas, however much of it, and keeps none', () => {
    const { reader, told } = recorder(undefined, { ...LIMITS, maxStanzaBytes: 200 });
    reader.write(Buffer.from(HEADER));
    for (let i = 0; i < 300; i++) reader.write(Buffer.from(i % 2 === 0 ? ' ' : '\r\n'));
    reader.write(Buffer.from(`${' '.repeat(300)}<presence/>${' '.repeat(300)}`));
    reader.write(Buffer.from('<presence/>'));
    expect(told.slice(1)).toEqual([
      "11 <presence xmlns='jabber:client'/>",
      "11 <presence xmlns='jabber:client'/>",
    ]);
    expect(reader.pendingBytes).toBe(0);
  });

  it('tolerates a byte order mark at the very start only', () => {
    expect(tell(`\uFEFF<?xml version='1.0'?>${HEADER}<presence/>`).told).toHaveLength(2);
    expect(tell(`${HEADER}\uFEFF<presence/>`).faults[0]?.condition).toBe('invalid-xml');
  });

  it('accepts U+FFFD that the peer sent itself', () => {
    const { told } = tell(`${HEADER}<message>\uFFFD</message>`);
    expect(told[1]).toContain('\uFFFD');
  });

  it('tells what was complete before a fault, then the fault, then nothing', () => {
    for (const bad of [Buffer.from('<a><b></a>'), Buffer.of(0xc3, 0x28)]) {
      const record = recorder();
      record.reader.write(Buffer.concat([Buffer.from(`${HEADER}<presence/>`), bad, Buffer.from('<r/>')]));
      record.reader.write(Buffer.from('<presence/><presence/>'));
      expect(record.told[1]).toContain('<presence');
      expect(record.told[2]).toMatch(/^fault /);
      expect(record.told).toHaveLength(3);
    }
  });

  it('does not tell an element that a foreign tag closed', () => {
    expect(tell(`${HEADER}<presence></stream:stream>`).told[1]).toBe('fault not-well-formed');
    expect(tell(`${HEADER}</foo>`).told[1]).toBe('fault not-well-formed');
    expect(tell(`${HEADER}<presence/></foo>`).told.slice(1)).toEqual([
      "11 <presence xmlns='jabber:client'/>",
      'fault not-well-formed',
    ]);
  });

  it('says at once that an ampersand can be no reference', () => {
    expect(tell(`${HEADER}<message><body>a & b`).told[1]).toBe('fault not-well-formed');
    expect(tell(`${HEADER}<message><body>a &am`).faults).toEqual([]);
  });

  it('holds no element after telling it', () => {
    let last: WeakRef<Element> | undefined;
    const { reader } = recorder((_, el) => {
      last = new WeakRef(el);
    });
    reader.write(Buffer.from(`${HEADER}<message><body>x</body></message><mess`));
    // A WeakRef made in this job is kept to its end.
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      gc();
      expect(last!.deref()).toBeUndefined();
      expect(reader.paused).toBe(false);
    });
  });

  it('does not keep the text of a burst while the session is silent', () => {
    const burst = Buffer.from(`<message><body>${'x'.repeat(50_000)}</body></message>`);
    const silent: StreamReader[] = [];
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 100; i++) {
      const reader = new StreamReader(
        { ...LIMITS, maxStanzaBytes: 100_000 },
        {
          open: () => undefined,
          element: () => undefined,
          close: () => undefined,
          fault: () => expect.fail(),
        },
      );
      reader.write(Buffer.from(HEADER));
      reader.write(burst);
      silent.push(reader);
    }
    gc();
    expect((process.memoryUsage().heapUsed - before) / silent.length).toBeLessThan(25_000);
  });

  it('lets what the handler throws out of write, and goes on behind it', () => {
    const { reader, told } = recorder((_, el) => {
      if (el.name === 'iq') throw new Error('ours');
    });
    expect(() => reader.write(Buffer.from(`${HEADER}<iq/><presence/>`))).toThrow('ours');
    reader.resume();
    expect(told).toHaveLength(3);
  });
});
