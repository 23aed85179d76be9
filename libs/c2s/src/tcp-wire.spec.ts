import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, connect as tlsConnect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TcpWire } from './tcp-wire.js';
import { silentHandler } from './testing/silent-handler.js';
import { makeSelfSigned } from './tls/self-signed.js';
import type { WireHandler } from './wire.js';

const HEADER =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
const LIMITS = { maxStanzaBytes: 100_000, maxDepth: 64, maxAttributes: 64 };

let server: Server;
let client: Socket;
let accepted: Socket;

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = connect((server.address() as { port: number }).port, '127.0.0.1');
  client.on('error', () => undefined);
  [accepted] = (await once(server, 'connection')) as [Socket];
});

afterEach(() => {
  client.destroy();
  accepted.destroy();
  server.close();
});

/** A wire whose story is written down; `on` may act on what it hears. */
function listen(on: Partial<WireHandler> = {}, context = () => createSecureContext()) {
  const story: string[] = [];
  let heard: (() => void) | undefined;
  const tell = (line: string) => {
    story.push(line);
    heard?.();
  };
  const wire = new TcpWire(
    accepted,
    {
      ...silentHandler,
      ...on,
      header: (header) => {
        tell('header');
        on.header?.(header);
      },
      element: (element) => {
        tell(element.name);
        on.element?.(element);
      },
      closed: () => tell('closed'),
      fault: ({ condition }) => tell(condition),
      gone: () => tell('gone'),
      secured: () => tell('secured'),
    },
    LIMITS,
    {
      get context() {
        return context();
      },
    },
  );
  const until = async (line: string) => {
    while (!story.includes(line)) await new Promise<void>((resolve) => (heard = resolve));
    return story;
  };
  return { wire, story, until };
}

describe('a TCP wire', () => {
  it('tells what arrives, in order, and that the socket is gone, once', async () => {
    const { until, wire } = listen();
    client.end(`${HEADER}<message/><iq/></stream:stream>`);
    expect(await until('gone')).toEqual(['header', 'message', 'iq', 'closed', 'gone']);
    expect(wire).toMatchObject({ transport: 'tcp', tls: null, confidential: false, address: '127.0.0.1' });
  });

  it('says gone when the peer resets the connection', async () => {
    const { until } = listen();
    client.write(HEADER);
    await until('header');
    client.resetAndDestroy();
    expect(await until('gone')).toEqual(['header', 'gone']);
  });

  it('stops right behind the element that was told, and keeps what follows', async () => {
    const { wire, until, story } = listen({ element: ({ name }) => name === 'one' && wire.hold() });
    client.write(`${HEADER}<one/><two/>`);
    await until('one');
    expect(story).toEqual(['header', 'one']);
    client.write('<three/>');
    wire.release();
    expect(await until('three')).toEqual(['header', 'one', 'two', 'three']);
  });

  it('reads what is left as a new stream after a restart', async () => {
    const { wire, until } = listen({ element: ({ name }) => name === 'auth' && wire.restart() });
    client.write(`${HEADER}<auth/>${HEADER}<iq/>`);
    expect(await until('iq')).toEqual(['header', 'auth', 'header', 'iq']);
  });

  it('writes all parts at once and counts what has not left', async () => {
    const { wire } = listen();
    client.setEncoding('utf8');
    wire.write(['<a/>', '<b/>']);
    expect(await once(client, 'data')).toEqual(['<a/><b/>']);
    client.pause();
    let drained = false;
    accepted.once('drain', () => {
      drained = true;
    });
    const part = 'x'.repeat(1024 * 1024);
    while (wire.backlog === 0) wire.write([part]);
    expect(drained).toBe(false);
    client.resume();
    await once(accepted, 'drain');
    expect(wire.backlog).toBe(0);
  });

  it('writes nothing more when it is gone', async () => {
    const { wire, until } = listen();
    client.destroy();
    await until('gone');
    wire.write(['<late/>']);
    expect(accepted.destroyed).toBe(true);
  });
});

describe('STARTTLS', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  async function contextMade() {
    const folder = mkdtempSync(join(tmpdir(), 'dormouse-wire-'));
    folders.push(folder);
    const [cert, key] = [join(folder, 'c'), join(folder, 'k')];
    await makeSelfSigned('localhost', cert, key);
    return createSecureContext({ cert: readFileSync(cert), key: readFileSync(key) });
  }

  it('is refused when anything came in the clear behind <starttls/>', async () => {
    const outcomes: boolean[] = [];
    const { wire, until } = listen({
      element: ({ name }) => name === 'starttls' && outcomes.push(wire.startTls()),
    });
    client.write(`${HEADER}<starttls/><iq>injected</iq>`);
    await until('starttls');
    expect(outcomes).toEqual([false]);
  });

  it('is not refused for what came before it', async () => {
    const outcomes: boolean[] = [];
    const context = await contextMade();
    const { wire, until } = listen({ element: () => void outcomes.push(wire.startTls()) }, () => context);
    client.write(`${HEADER} <starttls/>`);
    await until('starttls');
    expect(outcomes).toEqual([true]);
  });

  it('goes on with a new stream under TLS on the same socket', async () => {
    const context = await contextMade();
    const { wire, until } = listen(
      { element: ({ name }) => name === 'starttls' && wire.startTls() },
      () => context,
    );
    client.write(`${HEADER}<starttls/>`);
    await until('starttls');
    const secure = tlsConnect({ socket: client, rejectUnauthorized: false });
    await until('secured');
    secure.write(`${HEADER}<auth/>`);
    expect(await until('auth')).toEqual(['header', 'starttls', 'secured', 'header', 'auth']);
    expect(wire).toMatchObject({ confidential: true, tls: 'TLSv1.3', transport: 'tcp' });
    secure.destroy();
    await until('gone');
  });

  it('that is answered with no handshake ends the connection', async () => {
    const context = await contextMade();
    const { wire, until } = listen(
      { element: ({ name }) => name === 'starttls' && wire.startTls() },
      () => context,
    );
    client.write(`${HEADER}<starttls/>`);
    await until('starttls');
    client.write('this is no handshake');
    expect(await until('gone')).not.toContain('secured');
  });
});
