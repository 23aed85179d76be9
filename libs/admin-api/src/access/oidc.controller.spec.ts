import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACCESS_CONFIG, type OidcConfig } from '#config';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';
import { SESSION_COOKIE } from './session-cookie.js';

/** A real provider on the loopback, whose users are what the test says. */
let provider: Server;
let issuer: string;
let app: TestApp;
let browser: ApiClient;
const people: Record<string, Record<string, unknown>> = {};

beforeAll(async () => {
  // The provider says at each start that it is set up for tests.
  for (const level of ['warn', 'info'] as const) vi.spyOn(console, level).mockReturnValue(undefined);
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => provider.close(resolve)));

const settings = (more: Partial<OidcConfig> = {}): OidcConfig => ({
  ...{ issuer, clientId: 'dormouse', clientSecret: 'a secret of both', name: 'the house' },
  ...{ scopes: 'openid profile groups', nameClaim: 'preferred_username', roleClaim: 'groups' },
  roles: [
    { role: 'viewer', value: 'staff' },
    { role: 'admin', value: 'wheel' },
  ],
  ...more,
});

async function start(more?: Partial<OidcConfig>): Promise<void> {
  app = await TestApp.start({}, [], [{ provide: ACCESS_CONFIG, useValue: { oidc: settings(more) } }]);
  browser = app.client();
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'dormouse',
        client_secret: 'a secret of both',
        redirect_uris: [`http://${app.host}/api/v1/sign-in/oidc/callback`],
      },
    ],
    scopes: ['openid', 'profile', 'groups'],
    claims: { openid: ['sub'], profile: ['preferred_username'], groups: ['groups'] },
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
  });
  provider.removeAllListeners('request');
  provider.on('request', oidc.callback());
}

beforeEach(() => start());
afterEach(() => app.stop());

/** Follows the provider's pages (its own development ones) as `login`, up to where it sends the browser back to us. */
async function atProvider(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let [address, form] = [start, undefined as URLSearchParams | undefined];
  for (let step = 0; step < 12; step++) {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/);
      jar.set(name, value);
    }
    form = undefined;
    const location = response.headers.get('location');
    if (location !== null) {
      address = new URL(location, address).href;
      if (address.startsWith(`http://${app.host}`)) return address;
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    address = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', address).href;
    form = new URLSearchParams({ prompt, ...(prompt === 'login' && { login, password: 'x' }) });
  }
  throw new Error('the provider led nowhere');
}

/** Our part, before and after. */
const begin = async (): Promise<string> => {
  const response = await browser.raw('GET', '/api/v1/sign-in/oidc');
  return response.headers.get('location') ?? '';
};
async function comeBack(address: string, by = browser): Promise<string | null> {
  const { pathname, search } = new URL(address);
  return (await by.raw('GET', pathname + search)).headers.get('location');
}
const walk = async (login: string): Promise<string | null> =>
  comeBack(await atProvider(await begin(), login));

describe('signing in at an OpenID Connect provider', () => {
  it('is offered where one is configured', async () => {
    expect((await browser.get('/sign-in/ways')).body).toEqual({ oidc: { name: 'the house' } });
  });

  it('asks with PKCE, state and nonce', async () => {
    const asked = new URL(await begin()).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(asked.get(name)?.length).toBeGreaterThan(40);
    expect(asked.get('response_type')).toBe('code');
  });

  it('lets in with the highest role that the groups bring', async () => {
    people['sub-1'] = { preferred_username: 'romeo', groups: ['staff', 'wheel'] };
    expect(await walk('sub-1')).toBe('/');
    expect((await browser.get('/me')).body).toMatchObject({
      username: 'oidc:romeo',
      role: 'admin',
      rights: [],
      via: 'oidc',
    });
    expect(app.operators.entries.at(-1)).toMatchObject({
      ...{ actor: 'oidc:romeo', via: 'oidc', address: '127.0.0.1', action: 'sign-in' },
      ...{ detail: 'subject sub-1', result: 'done' },
    });
    expect(app.operators.operators.has('oidc:romeo')).toBe(false);
  });

  it('refuses whom the groups bring no role', async () => {
    people['sub-2'] = { preferred_username: 'tybalt', groups: ['guests'] };
    expect(await walk('sub-2')).toBe('/sign-in?failed=no-role');
    expect((await browser.get('/me')).status).toBe(401);
    expect(app.operators.entries.at(-1)).toMatchObject({ actor: 'oidc:tybalt', result: 'no-role' });
  });

  it('takes an answer once, and in the browser that asked', async () => {
    people['sub-1'] = { preferred_username: 'romeo', groups: ['staff'] };
    const stolen = await atProvider(await begin(), 'sub-1');
    expect(await comeBack(stolen, app.client())).toBe('/sign-in?failed=expired');
    expect(await comeBack(stolen)).toBe('/sign-in?failed=expired');
    expect((await browser.get('/me')).status).toBe(401);
    const fresh = await atProvider(await begin(), 'sub-1');
    app.clock.advance(600_000);
    expect(await comeBack(fresh)).toBe('/sign-in?failed=expired');
  });

  it('takes no code that was not for this sign-in', async () => {
    people['sub-1'] = { preferred_username: 'romeo', groups: ['staff'] };
    const first = new URL(await atProvider(await begin(), 'sub-1')).searchParams.get('code') ?? '';
    const second = new URL(await begin()).searchParams.get('state') ?? '';
    const forged = `http://x/api/v1/sign-in/oidc/callback?${new URLSearchParams({ code: first, state: second, iss: issuer })}`;
    expect(await comeBack(forged)).toBe('/sign-in?failed=provider');
    expect((await browser.get('/me')).status).toBe(401);
  });

  it('brakes who forges answers', async () => {
    for (let i = 0; i < 50; i++) await comeBack(`http://x/api/v1/sign-in/oidc/callback?state=${i}`);
    expect((await browser.get('/sign-in/oidc')).code).toBe('too-many-attempts');
  });

  it('leads back to the sign-in page when the provider is away', async () => {
    await app.stop();
    await start({ issuer: 'http://127.0.0.1:9' });
    expect(await begin()).toBe('/sign-in?failed=provider');
  });

  it('gives a new session, whatever cookie came along', async () => {
    people['sub-1'] = { preferred_username: 'romeo', groups: ['staff'] };
    const before = await app.as('viewer');
    const old = before.cookie ?? '';
    const location = (await before.raw('GET', '/api/v1/sign-in/oidc', { headers: { cookie: old } })).headers;
    const flow = location
      .getSetCookie()
      .find((cookie) => cookie.startsWith('dormouse_oidc='))
      ?.split(';')[0];
    const { pathname, search } = new URL(await atProvider(location.get('location') ?? '', 'sub-1'));
    const done = await before.raw('GET', pathname + search, { headers: { cookie: `${old}; ${flow}` } });
    const set = done.headers.getSetCookie().find((cookie) => cookie.startsWith(SESSION_COOKIE)) ?? '';
    expect(set).toMatch(/HttpOnly; SameSite=Strict/);
    expect(set).not.toContain(old.split('=')[1] ?? '');
    before.cookie = old;
    expect((await before.get('/me')).status).toBe(401);
  });
});

describe('without a provider', () => {
  it('there is no such way', async () => {
    const plain = await TestApp.start();
    expect((await plain.client().get('/sign-in/ways')).body).toEqual({ oidc: null });
    expect(await plain.client().get('/sign-in/oidc')).toMatchObject({
      status: 404,
      code: 'no-identity-provider',
    });
    await plain.stop();
  });
});
