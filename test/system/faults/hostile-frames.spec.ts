import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerProcess } from '../../support/server-process.js';

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start();
});
afterAll(() => server.dispose());

/** Upgrades and sends these bytes as they are; resolves when the server has closed. */
async function assail(path: string, bytes: Buffer): Promise<void> {
  const socket = connect(server.address.http, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  const head = [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Protocol: xmpp',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  socket.end(bytes);
  // However it ends: a reset is an end as well.
  await new Promise((resolve) => socket.once('close', resolve));
}

describe.each(['/api/v1/live', '/xmpp-websocket'])('what a stranger sends to %s', (path) => {
  it.each([
    ['a frame that breaks RFC 6455', Buffer.from([0xff, 0xff, 1, 2, 3, 4, 5])],
    ['a frame without end', Buffer.from([0x81, 0xff, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4])],
  ])('%s ends the connection and fills no log', async (_name, bytes) => {
    await assail(path, bytes);
    expect(server.log.filter((line) => /"level":[4-6]0|node_modules/.test(line))).toEqual([]);
  });
});
