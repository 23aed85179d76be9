import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identitySchema } from '#contracts';
import { PASSWORD, TestApp } from '../testing/test-app.js';
import { hashPassword } from './password-hash.js';
import { ABSOLUTE_LIFETIME, IDLE_LIFETIME } from './sign-in-sessions.js';

let app: TestApp;

beforeEach(async () => {
  app = await TestApp.start({ trustProxy: 'loopback' });
});
afterEach(() => app.stop());

const credentials = { username: 'operator', password: PASSWORD };

describe('POST /sign-in', () => {
  it('answers the identity and sets a cookie that no script and no other site can use', async () => {
    const reply = await app.client().post('/sign-in', credentials);
    expect(identitySchema.parse(reply.body)).toMatchObject({ username: 'operator', role: 'operator' });
    expect(reply.headers.get('set-cookie')).toMatch(
      /^dormouse_session=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
  });

  it('finds its cookie among others', async () => {
    const client = await app.as('viewer');
    client.cookie = `theme=dark; ${client.cookie}; other=1`;
    expect(await client.get('/me')).toMatchObject({ status: 200 });
  });

  it('keeps the cookie off plain HTTP when the browser speaks HTTPS to the trusted proxy', async () => {
    const reply = await app.client().post('/sign-in', credentials, { 'x-forwarded-proto': 'https' });
    expect(reply.headers.get('set-cookie')).toMatch(/; Secure(;|$)/);
  });

  it('refuses a wrong password and an unknown user alike', async () => {
    const wrong = await app.client().post('/sign-in', { ...credentials, password: 'guess' });
    const unknown = await app.client().post('/sign-in', { ...credentials, username: 'nobody' });
    expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' });
    expect(wrong.headers.get('set-cookie')).toBeNull();
    expect(unknown.body).toEqual(wrong.body);
  });

  it('wants both fields', async () => {
    const reply = await app.client().post('/sign-in', { username: '' });
    expect(reply).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(reply.body).toMatchObject({ errors: [{ path: 'username' }, { path: 'password' }] });
  });

  it('makes a new session each time, never the one that came along, and ends that one', async () => {
    const client = await app.as('viewer');
    const planted = client.cookie;
    await client.signIn('admin', PASSWORD);
    expect(client.cookie).not.toBe(planted);

    const before = app.client();
    before.cookie = planted;
    expect(await before.get('/me')).toMatchObject({ status: 401, code: 'not-signed-in' });

    const attacker = app.client();
    attacker.cookie = 'dormouse_session=chosen-by-someone-else';
    await attacker.signIn('viewer', PASSWORD);
    expect(attacker.cookie).not.toContain('chosen-by-someone-else');
  });

  it('slows guessing down and says for how long', async () => {
    const client = app.client();
    for (let i = 0; i < 5; i++) await client.post('/sign-in', { ...credentials, password: 'guess' });
    const reply = await client.post('/sign-in', credentials);
    expect(reply).toMatchObject({ status: 429, code: 'too-many-attempts' });
    expect(reply.headers.get('retry-after')).toBe('30');
    app.clock.advance(30_000);
    expect(await client.post('/sign-in', credentials)).toMatchObject({ status: 200 });
  });

  it('holds nothing against who signs in often', async () => {
    for (let i = 0; i < 6; i++)
      expect(await app.client().post('/sign-in', credentials)).toMatchObject({ status: 200 });
  });

  it('counts guesses that are sent all at once', async () => {
    const guess = () => app.client().post('/sign-in', { ...credentials, password: 'guess' });
    const statuses = (await Promise.all(Array.from({ length: 12 }, guess))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });

  it('writes attempts of known users down, and nothing of unknown ones', async () => {
    await app.client().post('/sign-in', credentials);
    await app.client().post('/sign-in', { ...credentials, password: 'guess' });
    await app.client().post('/sign-in', { username: 'my password', password: 'x' });
    const entry = { actor: 'operator', action: 'sign-in', via: 'password', address: '127.0.0.1' };
    expect(app.operators.entries).toMatchObject([
      { ...entry, result: 'done' },
      { ...entry, result: 'wrong-credentials' },
    ]);
  });
});

describe('a hash of cheaper days', () => {
  it('is made anew at sign-in, and only then', async () => {
    const cheaper = await hashPassword(PASSWORD, { N: 8, r: 1, p: 1 });
    await app.operators.setPassword('viewer', cheaper);
    await app.client().post('/sign-in', { username: 'viewer', password: 'guess' });
    expect((await app.operators.find('viewer'))?.passwordHash).toBe(cheaper);
    await app.client().signIn('viewer', PASSWORD);
    const renewed = (await app.operators.find('viewer'))?.passwordHash;
    expect(renewed).toMatch(/^scrypt\$16\$1\$1\$/);
    await app.client().signIn('viewer', PASSWORD);
    expect((await app.operators.find('viewer'))?.passwordHash).toBe(renewed);
  });
});

describe('an account that is disabled while its password is checked', () => {
  it('does not slip in behind that', async () => {
    app.operators.recordSignIn = async (username) => {
      await app.operators.change(username, { disabled: true });
    };
    const reply = await app.client().post('/sign-in', { username: 'viewer', password: PASSWORD });
    expect(reply).toMatchObject({ status: 401, code: 'wrong-credentials' });
  });
});

describe('the session', () => {
  it('ends when idle for two hours, not while it is used', async () => {
    const client = await app.as('viewer');
    for (let i = 0; i < 3; i++) {
      app.clock.advance(IDLE_LIFETIME - 1);
      expect(await client.get('/me')).toMatchObject({ status: 200 });
    }
    app.clock.advance(IDLE_LIFETIME);
    expect(await client.get('/me')).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it('ends after twelve hours however much it is used', async () => {
    const client = await app.as('viewer');
    for (let passed = 0; passed < ABSOLUTE_LIFETIME - 3_600_000; passed += 3_600_000) {
      app.clock.advance(3_600_000);
      expect(await client.get('/me')).toMatchObject({ status: 200 });
    }
    app.clock.advance(3_600_000);
    expect(await client.get('/me')).toMatchObject({ status: 401 });
  });

  it('ends at sign-out, on the server and in the browser', async () => {
    const client = await app.as('viewer');
    const cookie = client.cookie;
    const reply = await client.post('/sign-out');
    expect(reply.status).toBe(204);
    expect(reply.headers.get('set-cookie')).toMatch(/^dormouse_session=; Path=\/; Expires=Thu, 01 Jan 1970/);
    client.cookie = cookie;
    expect(await client.get('/me')).toMatchObject({ status: 401 });
  });

  it('tells who is signed in, with the token for changing requests', async () => {
    const client = await app.as('admin');
    const me = identitySchema.parse((await client.get('/me')).body);
    expect(me).toEqual({
      ...{ username: 'admin', role: 'admin', rights: [], via: 'password' },
      csrfToken: client.csrfToken,
    });
  });
});
