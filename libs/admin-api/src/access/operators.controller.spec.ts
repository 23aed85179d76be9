import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;

beforeEach(async () => {
  app = await TestApp.start();
});
afterEach(() => app.stop());

describe('PUT /operators/{username}/password', () => {
  it('sets it, keeps the role, and signs the operator out everywhere', async () => {
    const [admin, viewer] = [await app.as('admin'), await app.as('viewer')];
    expect((await admin.put('/operators/viewer/password', { password: 'another one' })).status).toBe(204);
    expect(await viewer.get('/me')).toMatchObject({ status: 401 });
    expect(await admin.get('/me')).toMatchObject({ status: 200 });
    expect(await app.client().signIn('viewer', 'another one')).toMatchObject({ role: 'viewer' });
    expect(app.operators.entries).toContainEqual(
      expect.objectContaining({
        actor: 'admin',
        action: 'operator-password',
        target: 'viewer',
        result: 'done',
      }),
    );
  });

  it('makes no new operator', async () => {
    const admin = await app.as('admin');
    const reply = await admin.put('/operators/nobody/password', { password: 'another one' });
    expect(reply).toMatchObject({ status: 404, code: 'no-such-operator' });
    expect(app.operators.operators.has('nobody')).toBe(false);
  });

  it('wants a password', async () => {
    const admin = await app.as('admin');
    expect(await admin.put('/operators/viewer/password', {})).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
  });
});
