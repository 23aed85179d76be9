import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenControlSocket } from '../control-socket.js';
import type { ApiClient } from '../testing/api-client.js';
import { PASSWORD, TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
});
afterEach(() => app.stop());

const change = (current: string, password = 'another one') =>
  viewer.put('/me/password', { current, password });

describe('PUT /me/password', () => {
  it('changes it, and ends every other sign-in', async () => {
    const elsewhere = await app.as('viewer');
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await viewer.get('/me')).status).toBe(200);
    expect((await elsewhere.get('/me')).status).toBe(401);
    expect(await app.client().signIn('viewer', 'another one')).toMatchObject({ username: 'viewer' });
    expect(app.operators.entries).toContainEqual(
      expect.objectContaining({
        actor: 'viewer',
        via: 'password',
        address: '127.0.0.1',
        action: 'operator-password',
      }),
    );
    expect(JSON.stringify(app.operators.entries)).not.toContain('another one');
  });

  it('takes the present one, and brakes who guesses it at an open screen', async () => {
    for (let i = 0; i < 5; i++)
      expect(await change('guess')).toMatchObject({ status: 403, code: 'wrong-password' });
    expect(await change(PASSWORD)).toMatchObject({ status: 429, code: 'too-many-attempts' });
  });

  it('wants eight characters at least', async () => {
    expect(await change(PASSWORD, 'short')).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('has nothing to change for the command line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dormouse-own-'));
    const socketPath = join(folder, 'control.sock');
    const close = await listenControlSocket(app.app, socketPath);
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const call = request(
        { socketPath, method: 'PUT', path: '/api/v1/me/password', headers },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      call.on('error', reject);
      call.end(JSON.stringify({ current: 'x', password: 'another one' }));
    });
    expect(status).toBe(409);
    await close();
    await rm(folder, { recursive: true });
  });
});
