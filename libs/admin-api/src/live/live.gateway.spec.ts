import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { type LiveMessage, liveMessageSchema, madeApiKeySchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;

beforeEach(async () => {
  app = await TestApp.start({ trustProxy: 'loopback' });
});
afterEach(() => app.stop());

const open = (client: ApiClient, headers: Record<string, string> = {}, options: ClientOptions = {}) =>
  new WebSocket(`ws://${app.host}/api/v1/live`, {
    ...options,
    headers: { ...(client.cookie !== undefined && { cookie: client.cookie }), ...headers },
  });

const message = async (socket: WebSocket): Promise<LiveMessage> => {
  const [data] = await once(socket, 'message');
  return liveMessageSchema.parse(JSON.parse(String(data)));
};
/** Subscribes to everything there is; gives the snapshot. */
const watch = async (socket: WebSocket) => {
  expect(await message(socket)).toMatchObject({ type: 'hello' });
  socket.send(JSON.stringify({ type: 'subscribe', id: 'a', view: 'sessions' }));
  return message(socket);
};
const closeCode = async (socket: WebSocket) => {
  socket.on('message', () => expect.unreachable('it must be told nothing'));
  const [code] = await once(socket, 'close');
  return code;
};

describe('/api/v1/live', () => {
  it('says hello, answers a subscription with a snapshot, then sends deltas', async () => {
    app.sessions.put('s1');
    const socket = open(await app.as('viewer'), { origin: `http://${app.host}` });
    expect(await watch(socket)).toMatchObject({ type: 'snapshot', id: 'a', data: { rows: [{ id: 's1' }] } });
    app.sessions.put('s1', { state: 'hibernating' });
    app.ticker.tick();
    expect(await message(socket)).toMatchObject({
      type: 'delta',
      data: { changed: [{ id: 's1', state: 'hibernating' }] },
    });
    socket.close();
    await once(socket, 'close');
  });

  it('stops listening when the viewer has gone', async () => {
    const socket = open(await app.as('viewer'));
    await watch(socket);
    expect(app.ticker.running.size).toBe(1);
    const [server] = [...app.liveSockets()];
    const gone = once(server!, 'close');
    socket.terminate();
    await gone;
    expect(app.ticker.running.size).toBe(0);
  });

  it('tells nothing to who is not signed in', async () => {
    expect(await closeCode(open(app.client()))).toBe(4401);
    const forged = app.client();
    forged.cookie = 'dormouse_session=guess';
    expect(await closeCode(open(forged))).toBe(4401);
    expect(await closeCode(open(app.client(), { authorization: 'Bearer dmk_guess' }))).toBe(4401);
  });

  it('lets an API key watch until it is revoked', async () => {
    const admin = await app.as('admin');
    const made = await admin.post('/api-keys', { name: 'watcher', role: 'viewer', days: 1 });
    const { key, view } = madeApiKeySchema.parse(made.body);
    const socket = open(app.client(), { authorization: `Bearer ${key}` });
    await watch(socket);
    await admin.delete(`/api-keys/${view.id}`);
    const closed = closeCode(socket);
    app.clock.advance(5000);
    // Asked for in one tick, known in a later one.
    const stop = setInterval(() => app.ticker.tick(), 1);
    socket.removeAllListeners('message');
    const code = await closed;
    clearInterval(stop);
    expect(code).toBe(4401);
  });

  it('tells nothing to a page of another site', async () => {
    const client = await app.as('viewer');
    expect(await closeCode(open(client, { origin: 'http://evil.example' }))).toBe(4403);
  });

  it('knows its origin behind the trusted proxy', async () => {
    const client = await app.as('viewer');
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'dash.example' };
    const socket = open(client, { ...forwarded, origin: 'https://dash.example' });
    expect(await message(socket)).toMatchObject({ type: 'hello' });
    expect(await closeCode(open(client, { ...forwarded, origin: 'http://dash.example' }))).toBe(4403);
  });

  it('closes when the viewer signs out', async () => {
    const client = await app.as('viewer');
    const socket = open(client);
    await watch(socket);
    const closed = closeCode(socket);
    await client.post('/sign-out');
    expect(await closed).toBe(4401);
  });

  it('refuses what it does not understand, and hangs up on what is too large', async () => {
    const socket = open(await app.as('viewer'));
    await message(socket);
    for (const text of ['what?', '{"type":"subscribe","id":"x","view":"secrets"}']) {
      socket.send(text);
      expect(await message(socket)).toMatchObject({ type: 'refused', code: 'invalid-request' });
    }
    const closed = closeCode(socket);
    socket.send('x'.repeat(16 * 1024 + 1));
    expect(await closed).toBe(1009);
  });

  it('is ended when the application stops', async () => {
    const socket = open(await app.as('viewer'));
    await message(socket);
    const closed = closeCode(socket);
    await app.stop();
    expect(await closed).toBe(1006);
    app = await TestApp.start();
  });
});
