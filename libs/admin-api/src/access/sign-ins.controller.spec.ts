import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageOf, signInViewSchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { PASSWORD, TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;
let admin: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  [viewer, admin] = [await app.as('viewer'), await app.as('admin')];
});
afterEach(() => app.stop());

const seen = async (client: ApiClient) =>
  pageOf(signInViewSchema).parse((await client.get('/sign-ins')).body).items;

describe('sign-ins', () => {
  it('tell who, from where, with what, and when last seen', async () => {
    const client = app.client();
    const credentials = { username: 'viewer', password: PASSWORD };
    await client.post('/sign-in', credentials, { 'user-agent': `Browser/1 ${'x'.repeat(500)}` });
    app.clock.advance(1000);
    const [own] = (await seen(client)).filter(({ current }) => current);
    expect(own).toMatchObject({ username: 'viewer', role: 'viewer', via: 'password', address: '127.0.0.1' });
    expect(own?.agent).toBe(`Browser/1 ${'x'.repeat(246)}`);
    expect((own?.lastSeenAt ?? 0) - (own?.startedAt ?? 0)).toBe(1000);
    expect(JSON.stringify(own)).not.toContain(client.cookie?.split('=')[1] ?? '!');
  });

  it('are seen by their own, and all by an administrator', async () => {
    expect((await seen(viewer)).map(({ username }) => username)).toEqual(['viewer']);
    expect((await seen(admin)).map(({ username }) => username).sort()).toEqual(['admin', 'viewer']);
  });

  it('are ended by their own, and all by an administrator', async () => {
    const [theirs] = (await seen(admin)).filter(({ username }) => username === 'admin');
    expect(await viewer.delete(`/sign-ins/${theirs?.id}`)).toMatchObject({
      status: 404,
      code: 'no-such-sign-in',
    });
    expect((await admin.get('/me')).status).toBe(200);
    const [other] = await seen(viewer);
    expect((await admin.delete(`/sign-ins/${other?.id}`)).status).toBe(204);
    expect((await viewer.get('/me')).status).toBe(401);
    const ends = app.operators.entries.filter(({ action }) => action === 'sign-in-end');
    expect(ends).toMatchObject([
      { actor: 'viewer', result: 'no-such-sign-in' },
      { actor: 'admin', detail: 'viewer, signed in from 127.0.0.1', result: 'done' },
    ]);
  });
});
