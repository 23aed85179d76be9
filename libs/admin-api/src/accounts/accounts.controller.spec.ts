import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let admin: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  admin = await app.as('admin');
  await admin.post('/accounts', { jid: 'romeo@localhost', password: 'secret' });
  app.sessions.put('s1', { user: 'romeo@localhost' });
  app.sessions.put('s2', { user: 'romeo@localhost', state: 'hibernating' });
  app.sessions.put('s3', { user: 'juliet@localhost' });
  app.operators.entries.length = 0;
});
afterEach(() => app.stop());

describe('POST /accounts', () => {
  it('adds the account under its prepared JID, with keys instead of the password', async () => {
    const reply = await admin.post('/accounts', { jid: 'Juliet@LOCALHOST', password: 'secret' });
    expect(reply).toMatchObject({
      status: 201,
      body: { jid: 'juliet@localhost', disabled: false, lastLoginAt: null },
    });
    const stored = JSON.stringify(app.accounts.accounts.get('juliet@localhost'));
    expect(stored).toContain('storedKey');
    expect(stored).not.toContain('secret');
    expect(app.operators.entries).toMatchObject([
      { actor: 'admin', action: 'account-add', target: 'juliet@localhost', detail: '', result: 'done' },
    ]);
  });

  it('is listed with the sessions it has now', async () => {
    app.users.put('romeo@localhost', { connected: 1, hibernating: 2 });
    expect((await admin.get('/accounts?search=romeo')).body).toMatchObject({
      items: [{ jid: 'romeo@localhost', sessions: { connected: 1, hibernating: 2 } }],
    });
  });

  it('leaves an existing account alone', async () => {
    const keys = app.accounts.accounts.get('romeo@localhost')?.keys;
    const reply = await admin.post('/accounts', { jid: 'romeo@localhost', password: 'other' });
    expect(reply).toMatchObject({ status: 409, code: 'account-exists' });
    expect(app.accounts.accounts.get('romeo@localhost')?.keys).toEqual(keys);
  });

  it.each([
    'romeo@elsewhere.example',
    'romeo@localhost/phone',
    'localhost',
    'ro meo@localhost',
    '@@localhost',
  ])('refuses %s, which is no bare JID of ours', async (jid) => {
    const reply = await admin.post('/accounts', { jid, password: 'secret' });
    expect(reply).toMatchObject({ status: 400, code: 'invalid-jid' });
    expect(app.accounts.accounts.size).toBe(1);
  });

  it('refuses a password that SASLprep forbids', async () => {
    const reply = await admin.post('/accounts', { jid: 'tybalt@localhost', password: 'bell\u0007' });
    expect(reply).toMatchObject({ status: 422, code: 'password-not-allowed' });
    expect(JSON.stringify(reply.body)).not.toContain('bell');
  });

  it('names what is missing', async () => {
    const reply = await admin.post('/accounts', { jid: 'tybalt@localhost' });
    expect(reply).toMatchObject({
      status: 400,
      code: 'invalid-request',
      body: { errors: [{ path: 'password' }] },
    });
  });
});

describe('GET /accounts', () => {
  it('lists, searches and pages, and shows no keys', async () => {
    await admin.post('/accounts', { jid: 'juliet@localhost', password: 'x' });
    const first = await admin.get('/accounts?limit=1');
    expect(first.body).toMatchObject({
      items: [{ jid: 'juliet@localhost' }],
      next: 'juliet@localhost',
      total: 2,
    });
    expect(JSON.stringify(first.body)).not.toContain('Key');
    expect((await admin.get('/accounts?after=juliet@localhost')).body).toMatchObject({
      items: [{ jid: 'romeo@localhost' }],
    });
    expect((await admin.get('/accounts?search=rom')).body).toMatchObject({ total: 1 });
  });

  it('refuses a cursor that is not one', async () => {
    expect(await admin.get('/accounts?after=!')).toMatchObject({ status: 400, code: 'invalid-cursor' });
  });
});

describe('what takes an account away from its user', () => {
  it.each([
    ['POST', '/disable', undefined, 'account-disable', 'account disabled'],
    ['DELETE', '', undefined, 'account-remove', 'account removed'],
    ['PUT', '/password', { password: 'new' }, 'account-password', 'password changed'],
  ])(
    '%s …%s ends its sessions, live and hibernating, and only its',
    async (method, path, body, action, reason) => {
      const reply = await admin.send(method, `/accounts/romeo@localhost${path}`, body);
      expect(reply.status).toBe(204);
      expect(app.sessions.done).toEqual([`end s1 by admin: ${reason}`, `end s2 by admin: ${reason}`]);
      expect(app.operators.entries).toMatchObject([
        { action, target: 'romeo@localhost', result: 'done, ended 2' },
      ]);
    },
  );

  it.each([
    ['POST', '/disable', undefined],
    ['POST', '/enable', undefined],
    ['DELETE', '', undefined],
    ['PUT', '/password', { password: 'new' }],
  ])('%s …%s does not know an unknown account', async (method, path, body) => {
    const reply = await admin.send(method, `/accounts/tybalt@localhost${path}`, body);
    expect(reply).toMatchObject({ status: 404, code: 'no-such-account' });
    expect(app.operators.entries).toMatchObject([{ result: 'no-such-account' }]);
    expect(await admin.send(method, `/accounts/tybalt@elsewhere.example${path}`, body)).toMatchObject({
      code: 'invalid-jid',
    });
  });

  it('changes the keys with the password', async () => {
    const before = app.accounts.accounts.get('romeo@localhost')?.keys;
    await admin.put('/accounts/romeo@localhost/password', { password: 'new' });
    expect(app.accounts.accounts.get('romeo@localhost')?.keys).not.toEqual(before);
    expect(await admin.put('/accounts/romeo@localhost/password', { password: '' })).toMatchObject({
      code: 'invalid-request',
    });
  });

  it('disables and enables', async () => {
    await admin.post('/accounts/romeo@localhost/disable');
    expect(app.accounts.accounts.get('romeo@localhost')?.disabled).toBe(true);
    expect((await admin.post('/accounts/romeo@localhost/enable')).status).toBe(204);
    expect(app.accounts.accounts.get('romeo@localhost')?.disabled).toBe(false);
  });

  it('removes what the account leaves behind', async () => {
    const old = { sessionId: 'o1', resource: 'r', h: 3, endedAt: 1, reason: 'expired' as const };
    await app.oldSessions.remember([
      { ...old, smIdHash: 'a', bareJid: 'romeo@localhost' },
      { ...old, smIdHash: 'b', bareJid: 'juliet@localhost' },
    ]);
    await admin.delete('/accounts/romeo@localhost');
    expect(app.accounts.accounts.has('romeo@localhost')).toBe(false);
    expect(app.oldSessions.rows.map(({ bareJid }) => bareJid)).toEqual(['juliet@localhost']);
    expect(app.limits.forgotten).toEqual(['romeo@localhost']);
  });
});
