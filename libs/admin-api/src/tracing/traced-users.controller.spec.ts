import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tracing } from '#telemetry';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let operator: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  const admin = await app.as('admin');
  await admin.post('/accounts', { jid: 'romeo@localhost', password: 'secret' });
  operator = await app.as('operator');
  app.operators.entries.length = 0;
});
afterAll(() => app.stop());

const ROMEO = '/tracing/users/romeo@localhost';

describe('of whom everything is recorded', () => {
  it('is set for a while, by any spelling of the JID, listed and taken back', async () => {
    const now = app.clock.now();
    const listed = { user: 'romeo@localhost', until: now + 5 * 60_000, setBy: 'operator', setAt: now };
    expect(await operator.put('/tracing/users/ROMEO@localhost', { minutes: 5 })).toMatchObject({
      status: 200,
      body: listed,
    });
    expect(tracing.users.has('romeo@localhost', listed.until - 1)).toBe(true);
    expect((await operator.get('/tracing/users')).body).toEqual({ items: [listed] });
    expect((await operator.get(ROMEO)).body).toEqual(listed);
    expect((await operator.put(ROMEO, {})).body).toMatchObject({ until: now + 3_600_000 });
    expect(await operator.delete(ROMEO)).toMatchObject({ status: 204 });
    expect(tracing.users.empty).toBe(true);
    expect((await operator.get('/tracing/users')).body).toEqual({ items: [] });
    expect(app.operators.entries).toMatchObject([
      { action: 'tracing-start', target: 'romeo@localhost', detail: 'for 5 min', result: 'done' },
      { action: 'tracing-start', target: 'romeo@localhost', detail: 'for 60 min', result: 'done' },
      { action: 'tracing-stop', target: 'romeo@localhost', result: 'done' },
    ]);
  });

  it('is an account, and for a week at most', async () => {
    const refused = (status: number, code: string) => ({ status, body: { code } });
    expect(await operator.put('/tracing/users/nobody@localhost', {})).toMatchObject(
      refused(404, 'no-such-account'),
    );
    expect(await operator.put(ROMEO, { minutes: 10_081 })).toMatchObject(refused(400, 'invalid-request'));
    expect(await operator.get(ROMEO)).toMatchObject(refused(404, 'not-traced'));
    expect(await operator.delete(ROMEO)).toMatchObject(refused(404, 'not-traced'));
  });

  it('is for operators to say and to see', async () => {
    const viewer = await app.as('viewer');
    const refused = { status: 403, body: { code: 'role-too-low' } };
    expect(await viewer.get('/tracing/users')).toMatchObject(refused);
    expect(await viewer.put(ROMEO, {})).toMatchObject(refused);
  });
});
