import { Controller, Get } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#contracts';
import { buildApiDocument } from '../openapi/api-docs.js';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

interface Operation {
  readonly 'x-role': Role | 'anyone';
  readonly 'x-api-keys': boolean;
}

let document: Awaited<ReturnType<typeof buildApiDocument>>;

/** Every route there is, as `GET /sessions`, with who may call it; `test/system/administration` tries all of them with all roles. */
const documented = (): [route: string, operation: Operation][] =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, Operation>).map(
      ([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
        operation,
      ],
    ),
  );
const routesOf = (...roles: string[]) =>
  documented().flatMap(([route, operation]) => (roles.includes(operation['x-role']) ? [route] : []));
const changing = () =>
  documented().flatMap(([route]) => (route.startsWith('GET') || route === 'POST /sign-in' ? [] : [route]));

const call = (client: ApiClient, route: string, headers: Record<string, string> = {}) => {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replace('{name}', 'smacks_max_old_sessions').replace(/\{\w+\}/g, 'x@localhost');
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
  document = await buildApiDocument(app.app);
  [viewer, operator, admin] = [await app.as('viewer'), await app.as('operator'), await app.as('admin')];
});
afterAll(() => app.stop());

describe('access', () => {
  it('is told of every route', () => {
    const told = documented().map(([route, { 'x-role': role, 'x-api-keys': keys }]) => [
      route,
      role,
      typeof keys,
    ]);
    for (const [route, role, keys] of told) {
      expect([route, role, keys]).toEqual([
        route,
        expect.stringMatching(/^(anyone|viewer|operator|admin)$/),
        'boolean',
      ]);
    }
    expect(routesOf('anyone')).toEqual(
      expect.arrayContaining(['POST /sign-in', 'GET /healthz', 'GET /readyz']),
    );
    expect(routesOf('admin')).toEqual(
      expect.arrayContaining(['POST /accounts', 'POST /operators', 'POST /backup']),
    );
  });

  it('of what is not open needs a sign-in', async () => {
    for (const route of routesOf('viewer', 'operator', 'admin')) {
      const { status, code } = await call(app.client(), route);
      expect([route, status, code]).toEqual([route, 401, 'not-signed-in']);
    }
  });

  it('needs a role that is high enough', async () => {
    const tries = [
      ...routesOf('operator', 'admin').map((route) => [viewer, route] as const),
      ...routesOf('admin').map((route) => [operator, route] as const),
    ];
    for (const [client, route] of tries) {
      const { status, code } = await call(client, route);
      expect([route, status, code]).toEqual([route, 403, 'role-too-low']);
    }
  });

  it('to what changes something needs the CSRF token', async () => {
    for (const route of changing()) {
      for (const token of ['', 'wrong']) {
        const { status, code } = await call(admin, route, { 'x-csrf-token': token });
        expect([route, status, code]).toEqual([route, 403, 'csrf-token']);
      }
    }
  });

  it('to what changes something is refused to a page of another site', async () => {
    for (const route of [...changing(), 'POST /sign-in']) {
      for (const origin of ['http://evil.example', `https://${app.host}`, 'null']) {
        const { status, code } = await call(admin, route, { origin });
        expect([route, status, code]).toEqual([route, 403, 'foreign-origin']);
      }
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
