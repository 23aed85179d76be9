import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { silentHandler } from './testing/silent-handler.js';
import { WebSocketWire } from './websocket-wire.js';
import type { WireHandler } from './wire.js';

const OPEN = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>";
const CLOSE = "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>";
const stanza = (name: string) => `<${name} xmlns='jabber:client'/>`;

let server: WebSocketServer;
let client: WebSocket;
let accepted: WebSocket;
let request: IncomingMessage;

beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`);
  const connection = once(server, 'connection');
  await once(client, 'open');
  [accepted, request] = (await connection) as [WebSocket, IncomingMessage];
});

afterEach(() => {
  client.terminate();
  server.close();
});

function listen(on: Partial<WireHandler> = {}) {
  const story: string[] = [];
  let heard: (() => void) | undefined;
  const tell = (line: string) => {
    story.push(line);
    heard?.();
  };
  const handler: WireHandler = {
    ...silentHandler,
    header: ({ contentXmlns }) => tell(`open ${contentXmlns}`),
    element: (element) => {
      tell(element.name);
      on.element?.(element);
    },
    closed: () => tell('closed'),
    fault: ({ condition }) => tell(condition),
    gone: () => tell('gone'),
  };
  const limits = { maxStanzaBytes: 1_000, maxDepth: 64, maxAttributes: 64 };
  const wire = new WebSocketWire(accepted, request.socket, {
    handler,
    limits,
    address: '192.0.2.1',
    confidential: true,
    tls: null,
  });
  const until = async (line: string) => {
    while (!story.includes(line)) await new Promise<void>((resolve) => (heard = resolve));
    return story;
  };
  return { wire, story, until };
}

describe('a WebSocket wire', () => {
  it('tells open, stanzas, close and that it is gone', async () => {
    const { until } = listen();
    for (const message of [OPEN, stanza('iq'), CLOSE]) client.send(message);
    await until('closed');
    client.close();
    expect(await until('gone')).toEqual(['open jabber:client', 'iq', 'closed', 'gone']);
  });

  it('leaves nothing hanging on a WebSocket that has closed', async () => {
    const before = request.socket.listenerCount('drain');
    const { until } = listen();
    client.close();
    await until('gone');
    expect(accepted.eventNames()).toEqual(['error']);
    expect(request.socket.listenerCount('drain')).toBe(before);
    // A last error of the socket has to land somewhere all the same.
    expect(() => accepted.emit('error', new Error('late'))).not.toThrow();
  });

  it.each([
    ['a binary message', Buffer.from(OPEN), 'unsupported-encoding'],
    ['what is no XML', '<iq', 'not-well-formed'],
    ['a message too large', `<iq xmlns='jabber:client'>${'x'.repeat(1_000)}</iq>`, 'policy-violation'],
  ])('finds fault with %s', async (_, message, condition) => {
    const { until } = listen();
    client.send(message);
    expect(await until(condition)).toEqual([condition]);
  });

  it('keeps what arrives while it is held, and stops again where it is held again', async () => {
    const { wire, until, story } = listen({ element: ({ name }) => name !== 'three' && wire.hold() });
    for (const name of ['one', 'two', 'three']) client.send(stanza(name));
    await until('one');
    expect(story).toEqual(['one']);
    wire.release();
    await until('two');
    expect(story).toEqual(['one', 'two']);
    wire.release();
    expect(await until('three')).toEqual(['one', 'two', 'three']);
  });

  it('sends each part as a message of its own', async () => {
    const { wire } = listen();
    const got: string[] = [];
    const both = new Promise<void>((resolve) =>
      client.on('message', (data) => got.push(String(data)) === 2 && resolve()),
    );
    wire.write(['<a/>', '<b/>']);
    await both;
    expect(got).toEqual(['<a/>', '<b/>']);
  });

  it('opens and closes as RFC 7395 §3.4 says', () => {
    const { wire } = listen();
    expect(wire.opening({ id: 'x', from: "o'hara", version: '1.0', lang: 'en' })).toBe(
      "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='x' from='o&apos;hara' xml:lang='en' version='1.0'/>",
    );
    expect(wire.closing).toBe(CLOSE);
    expect(wire.startTls()).toBe(false);
  });

  it('says gone when the socket breaks without a close', async () => {
    const { until } = listen();
    client.terminate();
    expect(await until('gone')).toEqual(['gone']);
  });
});
