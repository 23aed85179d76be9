import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { NS } from '../../support/namespaces.js';
import { openStage } from '../../support/stage.js';

const stage = openStage();

/** Opens a stream: answers the first message, or the code with which the socket was closed instead. */
async function knock(subprotocols: string[], origin?: string): Promise<string | number> {
  const { host, http } = stage.server.address;
  const options = { perMessageDeflate: true, ...(origin === undefined ? {} : { origin }) };
  const socket = new WebSocket(`ws://${host}:${http}/xmpp-websocket`, subprotocols, options);
  socket.on('error', () => undefined);
  socket.on('open', () => socket.send(`<open xmlns='${NS.framing}' to='localhost' version='1.0'/>`));
  const answered = once(socket, 'message').then(
    ([data]) => `${socket.extensions}${String(data).slice(0, 6)}`,
  );
  const closed = once(socket, 'close').then(([code]) => Number(code));
  const outcome = await Promise.race([answered, closed]);
  socket.terminate();
  return outcome;
}

it('speaks the xmpp subprotocol, uncompressed (RFC 7395 §3.1)', async () => {
  expect(await knock(['chat', 'xmpp'])).toBe('<open ');
});

it('says nothing to whoever does not ask for XMPP (RFC 7395 §3.1)', async () => {
  expect(await knock([])).toBe(1002);
});

it('says nothing to a page of somebody else', async () => {
  const { host, http } = stage.server.address;
  expect(await knock(['xmpp'], `http://${host}:${http}`)).toBe('<open ');
  expect(await knock(['xmpp'], 'http://montague.example')).toBe(1008);
});
