import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MadeApiKey, madeApiKeySchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let admin: ApiClient;
const DAY = 86_400_000;

beforeEach(async () => {
  app = await TestApp.start();
  admin = await app.as('admin');
});
afterEach(() => app.stop());

const make = async (role: string, name = 'robot'): Promise<MadeApiKey> =>
  madeApiKeySchema.parse((await admin.post('/api-keys', { name, role, days: 1 })).body);
const call = (key: string, method: string, path: string, body?: unknown) =>
  app.client().send(method, path, body, { authorization: `Bearer ${key}` });

describe('API keys', () => {
  it('are shown once and kept as a hash', async () => {
    const { key, view } = await make('viewer');
    expect(key).toMatch(/^dmk_[\w-]{43}$/);
    expect(view).toMatchObject({ name: 'robot', role: 'viewer', createdBy: 'admin', lastUsedAt: null });
    expect(view.expiresAt - view.createdAt).toBe(DAY);
    const kept = JSON.stringify([...app.apiKeys.keys.values(), app.operators.entries]);
    expect(kept).not.toContain(key.slice(4));
    expect((await admin.get('/api-keys')).body).toMatchObject({ total: 1, items: [view] });
    expect(await admin.post('/api-keys', { name: 'robot', role: 'viewer' })).toMatchObject({
      code: 'api-key-exists',
    });
  });

  it('call with their role, without a CSRF token, and are audited by name', async () => {
    const { key, view } = await make('operator');
    expect((await call(key, 'GET', '/me')).body).toEqual({
      ...{ username: 'key:robot', role: 'operator', rights: [], via: 'key', csrfToken: '' },
    });
    app.oldSessions.rows.push({
      ...{
        smIdHash: 'h',
        sessionId: 'old',
        bareJid: 'romeo@localhost',
        resource: 'r',
        h: 1,
        endedAt: 1,
        reason: 'expired',
      },
    });
    expect((await call(key, 'DELETE', '/old-sessions/old')).status).toBeLessThan(300);
    expect(app.operators.entries.at(-1)).toMatchObject({
      actor: 'key:robot',
      via: 'key',
      address: '127.0.0.1',
    });
    expect((await admin.get('/api-keys')).body).toMatchObject({
      items: [{ id: view.id, lastUsedAt: app.clock.now(), lastAddress: '127.0.0.1' }],
    });
  });

  it('never manage people, whatever their role', async () => {
    const { key } = await make('admin');
    for (const path of ['/operators', '/api-keys', '/accounts', '/sign-ins']) {
      expect(await call(key, 'GET', path)).toMatchObject({ status: 403, code: 'not-for-api-keys' });
    }
  });

  it('are not believed beside a cookie of somebody who may more', async () => {
    const { key } = await make('viewer');
    const reply = await admin.send('GET', '/operators', undefined, { authorization: `Bearer ${key}` });
    expect(reply).toMatchObject({ status: 403, code: 'not-for-api-keys' });
  });

  it('end when revoked', async () => {
    const { key, view } = await make('viewer');
    expect((await admin.delete(`/api-keys/${view.id}`)).status).toBe(204);
    expect(await call(key, 'GET', '/me')).toMatchObject({ status: 401, code: 'wrong-api-key' });
    expect(await admin.delete(`/api-keys/${view.id}`)).toMatchObject({ code: 'no-such-api-key' });
    expect(app.operators.entries.slice(-2)).toMatchObject([
      { action: 'api-key-revoke', target: 'key:robot', result: 'done' },
      { action: 'api-key-revoke', result: 'no-such-api-key' },
    ]);
  });

  it('end when they expire', async () => {
    const { key } = await make('viewer');
    app.clock.advance(DAY - 1);
    expect((await call(key, 'GET', '/me')).status).toBe(200);
    app.clock.advance(1);
    expect(await call(key, 'GET', '/me')).toMatchObject({ status: 401, code: 'wrong-api-key' });
  });

  it('are not guessed, and a neighbour who tries stops none that are right', async () => {
    const { key } = await make('viewer');
    for (let i = 0; i < 50; i++) await call(`dmk_${i}`, 'GET', '/me');
    expect(await call('dmk_x', 'GET', '/me')).toMatchObject({ status: 429, code: 'too-many-attempts' });
    expect((await call(key, 'GET', '/me')).status).toBe(200);
    expect(await app.client().post('/sign-in', { username: 'admin', password: 'x' })).toMatchObject({
      status: 429,
    });
  });
});
