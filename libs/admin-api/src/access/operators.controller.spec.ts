import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../testing/api-client.js';
import { PASSWORD, TestApp } from '../testing/test-app.js';
import { SignInSessions } from './sign-in-sessions.js';

let app: TestApp;
let admin: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  admin = await app.as('admin');
});
afterEach(() => app.stop());

const audited = () => app.operators.entries.filter(({ action }) => action.startsWith('operator-'));

describe('dashboard accounts', () => {
  it('are added and listed, without their secrets', async () => {
    const romeo = { username: 'romeo', password: 'juliet is the sun', role: 'operator', rights: ['peek'] };
    const added = await admin.post('/operators', romeo);
    expect(added).toMatchObject({
      status: 201,
      body: { username: 'romeo', role: 'operator', rights: ['peek'], disabled: false, secondFactor: false },
    });
    const list = await admin.get('/operators');
    expect(list.body).toMatchObject({
      total: 4,
      items: [{ username: 'admin' }, { username: 'operator' }, {}, {}],
    });
    expect(JSON.stringify(list.body)).not.toMatch(/scrypt|secret|recovery/);
    expect(await app.client().signIn('romeo', romeo.password)).toMatchObject({ rights: ['peek'] });
    expect(await admin.post('/operators', romeo)).toMatchObject({ status: 409, code: 'operator-exists' });
    expect(audited()).toMatchObject([
      { target: 'romeo', after: 'operator, may peek', result: 'done' },
      { target: 'romeo', result: 'operator-exists' },
    ]);
    expect(JSON.stringify(audited())).not.toContain(romeo.password);
  });

  it.each(['', 'cli', 'key:x', 'oidc:x', '-x', 'a b', '../x', 'ä'])(
    'cannot be called %j',
    async (username) => {
      const reply = await admin.post('/operators', { username, password: 'long enough', role: 'viewer' });
      expect(reply).toMatchObject({ status: 400, code: 'invalid-request' });
    },
  );

  it('get role and rights that hold at once where someone is signed in with them', async () => {
    const viewer = await app.as('viewer');
    const told: unknown[] = [];
    app.app
      .get(SignInSessions)
      .onChange(({ username, role, rights }) => told.push({ username, role, rights }));
    expect(await viewer.get('/operators')).toMatchObject({ code: 'role-too-low' });
    expect((await admin.send('PATCH', '/operators/viewer', { role: 'admin', rights: ['peek'] })).status).toBe(
      200,
    );
    expect((await viewer.get('/operators')).status).toBe(200);
    expect((await viewer.get('/me')).body).toMatchObject({ role: 'admin', rights: ['peek'] });
    expect(told).toEqual([{ username: 'viewer', role: 'admin', rights: ['peek'] }]);
    expect(audited()).toMatchObject([{ before: 'viewer', after: 'admin, may peek' }]);
  });

  it('once disabled are signed out at once, and do not get in though their password is right', async () => {
    const viewer = await app.as('viewer');
    const ended: string[] = [];
    app.app.get(SignInSessions).onEnd((key) => ended.push(key));
    await admin.send('PATCH', '/operators/viewer', { disabled: true });
    expect(ended).toHaveLength(1);
    expect((await viewer.get('/me')).status).toBe(401);
    const refused = await app.client().post('/sign-in', { username: 'viewer', password: PASSWORD });
    expect(refused).toMatchObject({ status: 401, code: 'wrong-credentials' });
    await admin.send('PATCH', '/operators/viewer', { disabled: false });
    expect(await app.client().signIn('viewer', PASSWORD)).toMatchObject({ role: 'viewer' });
  });

  it('once removed are signed out and gone', async () => {
    const viewer = await app.as('viewer');
    expect((await admin.delete('/operators/viewer')).status).toBe(204);
    expect((await viewer.get('/me')).status).toBe(401);
    expect(await admin.delete('/operators/viewer')).toMatchObject({ status: 404, code: 'no-such-operator' });
    expect(audited()).toMatchObject([{ before: 'viewer', result: 'done' }, { result: 'no-such-operator' }]);
  });

  it('include an administrator always', async () => {
    for (const change of [{ role: 'viewer' }, { disabled: true }]) {
      expect(await admin.send('PATCH', '/operators/admin', change)).toMatchObject({
        status: 409,
        code: 'last-admin',
      });
    }
    expect(await admin.delete('/operators/admin')).toMatchObject({ status: 409, code: 'last-admin' });
    expect((await admin.get('/me')).body).toMatchObject({ role: 'admin' });
  });

  it('are not changed in ways that nothing here knows', async () => {
    const reply = await admin.send('PATCH', '/operators/viewer', { password: 'another one' });
    expect(reply).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(await admin.send('PATCH', '/operators/nobody', {})).toMatchObject({ code: 'no-such-operator' });
  });
});

describe('PUT /operators/{username}/password', () => {
  it('sets it, keeps the role, and signs the operator out everywhere', async () => {
    const viewer = await app.as('viewer');
    expect((await admin.put('/operators/viewer/password', { password: 'another one' })).status).toBe(204);
    expect(await viewer.get('/me')).toMatchObject({ status: 401 });
    expect(await admin.get('/me')).toMatchObject({ status: 200 });
    expect(await app.client().signIn('viewer', 'another one')).toMatchObject({ role: 'viewer' });
    expect(audited()).toMatchObject([
      { actor: 'admin', action: 'operator-password', target: 'viewer', result: 'done' },
    ]);
  });

  it('makes no new operator', async () => {
    const reply = await admin.put('/operators/nobody/password', { password: 'another one' });
    expect(reply).toMatchObject({ status: 404, code: 'no-such-operator' });
    expect(app.operators.operators.has('nobody')).toBe(false);
  });

  it('wants a password of eight characters', async () => {
    for (const body of [{}, { password: 'short' }]) {
      expect(await admin.put('/operators/viewer/password', body)).toMatchObject({ code: 'invalid-request' });
    }
  });
});
