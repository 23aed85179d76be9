import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenControlSocket } from '../control-socket.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let folder: string;
let close: () => Promise<void>;

beforeEach(async () => {
  app = await TestApp.start();
  folder = await mkdtemp(join(tmpdir(), 'dormouse-backup-'));
  close = await listenControlSocket(app.app, join(folder, 'control.sock'));
});
afterEach(async () => {
  await close();
  await app.stop();
  await rm(folder, { recursive: true });
});

/** As the command line asks. */
const ask = (body: unknown) =>
  new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    const call = request(
      {
        socketPath: join(folder, 'control.sock'),
        method: 'POST',
        path: '/api/v1/backup',
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }));
      },
    );
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });

describe('a backup', () => {
  it('is written for whoever is on the machine, and audited', async () => {
    expect(await ask({ directory: '/backups/monday' })).toMatchObject({
      status: 200,
      body: { version: '1.2.3', files: [{ path: 'dormouse.db' }] },
    });
    expect(app.backups.written).toEqual(['/backups/monday']);
    expect(app.operators.entries).toMatchObject([
      { actor: 'cli', action: 'backup', target: '/backups/monday', result: '1 files, 4096 bytes' },
    ]);
  });

  it('is refused to everybody else, and that is audited too', async () => {
    const admin = await app.as('admin');
    expect(await admin.post('/backup', { directory: '/backups/monday' })).toMatchObject({
      status: 403,
      code: 'control-socket-only',
    });
    expect(app.operators.entries.at(-1)).toMatchObject({ actor: 'admin', result: 'control-socket-only' });
    const operator = await app.as('operator');
    expect(await operator.post('/backup', { directory: '/x' })).toMatchObject({ code: 'role-too-low' });
    expect(app.backups.written).toEqual([]);
  });

  it('that fails says why', async () => {
    expect(await ask({ directory: '/full' })).toMatchObject({
      status: 409,
      body: { code: 'backup-failed', detail: 'There is no space in /full.' },
    });
    expect(await ask({})).toMatchObject({ status: 400 });
  });
});
