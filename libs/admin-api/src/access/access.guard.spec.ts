import { Controller, Get } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApiDocument } from '../openapi/api-docs.js';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

/** Every route and the least role it asks for. */
const routes = {
  viewer: [
    'GET /me',
    'POST /sign-out',
    'GET /overview',
    'GET /events',
    'GET /sessions',
    'GET /sessions/{id}',
    'GET /old-sessions',
    'GET /users/{jid}/limits',
    'GET /audit',
  ],
  operator: [
    'POST /sessions/{id}/expire',
    'POST /sessions/{id}/kill',
    'DELETE /old-sessions/{id}',
    'PUT /users/{jid}/limits/{name}',
    'DELETE /users/{jid}/limits/{name}',
  ],
  admin: [
    'GET /accounts',
    'POST /accounts',
    'POST /accounts/import',
    'DELETE /accounts/{jid}',
    'PUT /accounts/{jid}/password',
    'POST /accounts/{jid}/disable',
    'POST /accounts/{jid}/enable',
    'PUT /operators/{username}/password',
    'POST /backup',
  ],
} as const;
const all = Object.values(routes).flat();
const changing = all.filter((route) => !route.startsWith('GET'));

const call = (client: ApiClient, route: string, headers: Record<string, string> = {}) => {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replace('{name}', 'smacks_max_old_sessions').replace(/\{\w+\}/, 'x@localhost');
  return client.send(method, path, undefined, headers);
};

@Controller('forgotten')
class ForgottenController {
  @Get()
  open(): string {
    return 'secret';
  }
}

let app: TestApp;
let viewer: ApiClient;
let operator: ApiClient;
let admin: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  [viewer, operator, admin] = [await app.as('viewer'), await app.as('operator'), await app.as('admin')];
});
afterAll(() => app.stop());

describe('access', () => {
  it('is settled here for every route there is', () => {
    const documented = Object.entries(buildApiDocument(app.app).paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    expect(documented.sort()).toEqual([...all, 'POST /sign-in', 'GET /healthz', 'GET /readyz'].sort());
  });

  it.each(all)('%s needs a sign-in', async (route) => {
    expect(await call(app.client(), route)).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it.each([...routes.operator, ...routes.admin])('%s is not for viewers', async (route) => {
    expect(await call(viewer, route)).toMatchObject({ status: 403, code: 'role-too-low' });
  });

  it.each(routes.admin)('%s is not for operators', async (route) => {
    expect(await call(operator, route)).toMatchObject({ status: 403, code: 'role-too-low' });
  });

  it.each(changing)('%s needs the CSRF token', async (route) => {
    for (const token of ['', 'wrong']) {
      const reply = await call(admin, route, { 'x-csrf-token': token });
      expect(reply).toMatchObject({ status: 403, code: 'csrf-token' });
    }
  });

  it.each([...changing, 'POST /sign-in'])('%s is refused to a page of another site', async (route) => {
    for (const origin of ['http://evil.example', `https://${app.host}`, 'null']) {
      const reply = await call(admin, route, { origin });
      expect(reply).toMatchObject({ status: 403, code: 'foreign-origin' });
    }
  });

  it('is closed where nobody said who may come in', async () => {
    const careless = await TestApp.start({}, [ForgottenController]);
    const response = await (await careless.as('admin')).raw('GET', '/forgotten');
    expect([response.status, await response.text()]).toEqual([404, expect.not.stringContaining('secret')]);
    await careless.stop();
  });

  it('takes our own origin', async () => {
    const reply = await admin.post('/accounts', {}, { origin: `http://${app.host}` });
    expect(reply).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('believes no forwarded header of a peer that is no trusted proxy', async () => {
    const headers = {
      origin: 'https://dash.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'dash.example',
    };
    expect(await admin.post('/accounts', {}, headers)).toMatchObject({ code: 'foreign-origin' });
  });

  it('believes those of a trusted proxy', async () => {
    const behindProxy = await TestApp.start({ trustProxy: '127.0.0.1' });
    const client = await behindProxy.as('admin');
    const headers = {
      origin: 'https://dash.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'dash.example',
    };
    expect(await client.post('/accounts', {}, headers)).toMatchObject({ code: 'invalid-request' });
    expect(await client.post('/accounts', {}, { ...headers, origin: 'http://dash.example' })).toMatchObject({
      code: 'foreign-origin',
    });
    await behindProxy.stop();
  });
});
