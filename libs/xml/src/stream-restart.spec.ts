import { describe, expect, it } from 'vitest';
import { serialize } from './serializer.js';
import { StreamReader } from './stream-reader.js';

const LIMITS = { maxStanzaBytes: 10_000, maxDepth: 64, maxAttributes: 64 };
const HEADER = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
const AUTH = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth>";

/** A client that sends a whole login at once, with an XML declaration and white space where they hurt most. */
const PIPELINED = Buffer.from(
  `${HEADER}${AUTH}\n<?xml version='1.0'?>${HEADER}<iq type='set' id='bind'/><message>é🐭</message></stream:stream>`,
);

const EXPECTED = [
  'open',
  serializeOf('auth'),
  'open',
  "<iq xmlns='jabber:client' type='set' id='bind'/>",
  "<message xmlns='jabber:client'>é🐭</message>",
  'close',
];

function serializeOf(name: 'auth'): string {
  return `<${name} xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</${name}>`;
}

function login(onAuth: (reader: StreamReader) => void) {
  const told: string[] = [];
  const reader: StreamReader = new StreamReader(LIMITS, {
    open: () => told.push('open'),
    element: (el) => {
      told.push(serialize(el));
      if (el.name === 'auth') onAuth(reader);
    },
    close: () => told.push('close'),
    fault: (fault) => told.push(`${fault.condition} ${fault.text}`),
  });
  return { reader, told };
}

describe('a pipelined login', () => {
  it('is read when the answer comes at once, at every cut', () => {
    for (let at = 0; at <= PIPELINED.length; at++) {
      const { reader, told } = login((r) => r.restart());
      reader.write(PIPELINED.subarray(0, at));
      reader.write(PIPELINED.subarray(at));
      expect(told, `cut at ${at}`).toEqual(EXPECTED);
    }
  });

  it('is read when the answer comes later, at every cut', () => {
    for (let at = 0; at <= PIPELINED.length; at++) {
      const { reader, told } = login((r) => r.pause());
      reader.write(PIPELINED.subarray(0, at));
      reader.write(PIPELINED.subarray(at));
      expect(reader.paused).toBe(true);
      expect(told, `cut at ${at}`).toEqual(EXPECTED.slice(0, 2));
      expect(reader.pendingBytes).toBe(PIPELINED.length - Buffer.byteLength(HEADER + AUTH));
      reader.restart();
      reader.resume();
      expect(told, `cut at ${at}`).toEqual(EXPECTED);
      expect(reader.pendingBytes).toBe(0);
    }
  });

  it('is read byte by byte when the answer comes later', () => {
    const { reader, told } = login((r) => r.pause());
    for (const byte of PIPELINED) reader.write(Buffer.of(byte));
    expect(told).toEqual(EXPECTED.slice(0, 2));
    reader.restart();
    reader.resume();
    expect(told).toEqual(EXPECTED);
  });

  it('goes on in the old document when there was no restart', () => {
    const { reader, told } = login((r) => r.pause());
    reader.write(Buffer.from(`${HEADER}${AUTH}<presence/>`));
    reader.resume();
    expect(told).toEqual([...EXPECTED.slice(0, 2), "<presence xmlns='jabber:client'/>"]);
  });

  it('goes on before the handler returns control when that resumes itself', () => {
    const { reader, told } = login((r) => {
      r.pause();
      r.restart();
      r.resume();
    });
    reader.write(PIPELINED);
    expect(told).toEqual(EXPECTED);
  });

  it('is read through two restarts in one packet', () => {
    let auths = 0;
    const { reader, told } = login((r) => {
      auths++;
      r.restart();
    });
    reader.write(Buffer.from(`${HEADER}${AUTH}${HEADER}${AUTH}${HEADER}<presence/>`));
    expect(auths).toBe(2);
    expect(told).toEqual([
      'open',
      EXPECTED[1],
      'open',
      EXPECTED[1],
      'open',
      "<presence xmlns='jabber:client'/>",
    ]);
  });

  it('still faults what is wrong behind the restart', () => {
    const { reader, told } = login((r) => r.restart());
    reader.write(Buffer.concat([Buffer.from(HEADER + AUTH + HEADER), Buffer.of(0xff)]));
    expect(told).toEqual(['open', EXPECTED[1], 'open', 'unsupported-encoding not UTF-8']);
  });

  it('wants each new document to be one', () => {
    const { reader, told } = login((r) => r.restart());
    reader.write(Buffer.from(`${HEADER}${AUTH}x`));
    expect(told[2]).toMatch(/^not-well-formed/);
  });
});

describe('pause', () => {
  it('stops behind the stanza in a settled stream too', () => {
    const told: string[] = [];
    const reader: StreamReader = new StreamReader(LIMITS, {
      open: () => reader.settle(),
      element: (el) => {
        told.push(el.name);
        reader.pause();
      },
      close: () => told.push('close'),
      fault: () => told.push('fault'),
    });
    reader.write(Buffer.from(`${HEADER}<a/><b/><c/></stream:stream>`));
    expect(told).toEqual(['a']);
    expect(reader.pendingBytes).toBe('<b/><c/></stream:stream>'.length);
    reader.resume();
    expect(told).toEqual(['a', 'b']);
    reader.write(Buffer.from('<late/>'));
    reader.resume();
    reader.resume();
    expect(told).toEqual(['a', 'b', 'c', 'close']);
  });

  it('holds a fault back as well', () => {
    const { reader, told } = login((r) => r.pause());
    reader.write(Buffer.from(`${HEADER}${AUTH}<!-- x -->`));
    expect(told).toHaveLength(2);
    reader.resume();
    expect(told[2]).toBe('restricted-xml comments are not allowed');
  });
});

describe('restart', () => {
  it('is refused once the stream is settled', () => {
    const { reader } = login(() => undefined);
    reader.settle();
    expect(() => reader.restart()).toThrow('settled');
  });
});

describe('what was injected behind <starttls/>', () => {
  it('is seen, dropped, and leaves no trace in the next document', () => {
    const injected = Buffer.concat([Buffer.from('<message>evil</message><half'), Buffer.of(0xc3)]);
    const { reader, told } = login((r) => r.pause());
    reader.write(Buffer.concat([Buffer.from(HEADER + AUTH), injected]));
    reader.write(Buffer.from('more'));
    expect(reader.pendingBytes).toBe(injected.length + 4);
    reader.discardPending();
    expect(reader.pendingBytes).toBe(0);
    reader.resume();
    reader.write(Buffer.from(`${HEADER}<presence/>`));
    expect(told).toEqual(['open', EXPECTED[1], 'open', "<presence xmlns='jabber:client'/>"]);
  });

  it('is forgotten even if it was not UTF-8', () => {
    const { reader, told } = login((r) => r.pause());
    reader.write(Buffer.concat([Buffer.from(HEADER + AUTH), Buffer.of(0xff, 0xff)]));
    reader.discardPending();
    reader.resume();
    reader.write(Buffer.from(HEADER));
    expect(told).toEqual(['open', EXPECTED[1], 'open']);
  });
});
