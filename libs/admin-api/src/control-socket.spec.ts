import { once } from 'node:events';
import { statSync } from 'node:fs';
import { link, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { listenControlSocket } from './control-socket.js';
import { TestApp } from './testing/test-app.js';

const umask = process.umask();
let app: TestApp;
let folder: string;
let path: string;
let close: (() => Promise<void>) | undefined;

beforeEach(async () => {
  app = await TestApp.start();
  folder = await mkdtemp(join(tmpdir(), 'dormouse-control-'));
  path = join(folder, 'control.sock');
});
afterEach(async () => {
  await close?.();
  close = undefined;
  await app.stop();
  await rm(folder, { recursive: true });
});

const ask = (method: string, route: string, body?: unknown) =>
  new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const call = request({ socketPath: path, method, path: `/api/v1${route}`, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, body: text && JSON.parse(text) }));
    });
    call.on('error', reject);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });

describe('the control socket', () => {
  it('has the live channel too, and ends it when it is closed', async () => {
    close = await listenControlSocket(app.app, path);
    const socket = new WebSocket(`ws+unix://${path}:/api/v1/live`);
    const [hello] = await once(socket, 'message');
    expect(JSON.parse(String(hello))).toMatchObject({ type: 'hello' });
    const closed = once(socket, 'close');
    await close();
    await closed;
  });

  it('makes whoever can open it the administrator, with neither cookie nor CSRF token', async () => {
    close = await listenControlSocket(app.app, path);
    expect(await ask('GET', '/me')).toMatchObject({ status: 200, body: { username: 'cli', role: 'admin' } });
    const reply = await ask('POST', '/accounts', { jid: 'romeo@localhost', password: 'secret' });
    expect(reply).toMatchObject({ status: 201 });
    expect(app.operators.entries).toMatchObject([{ actor: 'cli', action: 'account-add' }]);
    expect((await ask('POST', '/sign-out')).status).toBe(204);
  });

  it('leaves the TCP port as it is', async () => {
    close = await listenControlSocket(app.app, path);
    await ask('GET', '/me');
    expect(await app.client().get('/me')).toMatchObject({ status: 401 });
  });

  it('can be opened by its owner only, from its first moment on, and leaves the umask alone', async () => {
    const modes: number[] = [];
    const listen = Server.prototype.listen;
    const spy = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (
      this: Server,
      ...args: unknown[]
    ) {
      const server = Reflect.apply(listen, this, args);
      modes.push(statSync(path).mode & 0o777);
      return server;
    });
    close = await listenControlSocket(app.app, path);
    spy.mockRestore();
    expect(modes).toEqual([0o600]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(process.umask()).toBe(umask);
  });

  it('takes the place of what a killed server left behind', async () => {
    const dead = createServer();
    await new Promise<void>((resolve) => dead.listen(join(folder, 'dead.sock'), resolve));
    // Closing removes the file of its own name, so the socket is left under another one.
    await link(join(folder, 'dead.sock'), path);
    await new Promise((resolve) => dead.close(resolve));
    close = await listenControlSocket(app.app, path);
    expect((await ask('GET', '/me')).status).toBe(200);
  });

  it('leaves a living server alone', async () => {
    close = await listenControlSocket(app.app, path);
    await expect(listenControlSocket(app.app, path)).rejects.toThrow('in use by another process');
    expect((await ask('GET', '/me')).status).toBe(200);
  });

  it('removes nothing that is not a socket', async () => {
    await writeFile(join(folder, 'precious'), 'x');
    await symlink(join(folder, 'precious'), path);
    await expect(listenControlSocket(app.app, path)).rejects.toThrow('is not a socket');
    expect((await stat(path)).size).toBe(1);
  });

  it('says when the path is too long for a socket', async () => {
    await expect(listenControlSocket(app.app, `/tmp/${'x'.repeat(120)}`)).rejects.toThrow(
      'longer than 103 bytes',
    );
  });

  it('is gone when closed, and waits for no request that hangs', async () => {
    const stop = await listenControlSocket(app.app, path);
    const asked = new Promise<void>((resolve) => {
      app.accounts.list = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    const hanging = expect(ask('GET', '/accounts')).rejects.toThrow('socket hang up');
    await asked;
    await stop();
    await hanging;
    await expect(stat(path)).rejects.toThrow('ENOENT');
    await expect(ask('GET', '/me')).rejects.toThrow('ENOENT');
  });
});
