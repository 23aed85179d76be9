import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { openStage } from '../../support/stage.js';

const stage = openStage({ DORMOUSE_C2S_MAX_STANZA_BYTES: '10000' });

const speak = async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${stage.server.address.http}/xmpp-websocket`, 'xmpp');
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  return socket;
};

it('a message a little over the cap is answered by a stream error', async () => {
  const socket = await speak();
  socket.send('x'.repeat(12_000));
  const said: string[] = [];
  socket.on('message', (data) => said.push(String(data)));
  await once(socket, 'close');
  expect(said.join('')).toContain('<policy-violation');
});

it('a message far over it is not even read: nobody has authenticated yet', async () => {
  const socket = await speak();
  socket.send('x'.repeat(30_000));
  const [code] = await once(socket, 'close');
  expect(code).toBe(1009);
});
