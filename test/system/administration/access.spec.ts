import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { control } from '../../support/control-socket.js';
import { ServerProcess } from '../../support/server-process.js';
import { type Administrator, type Answer, everyAdministrator, PASSWORD } from './administrators.js';

let server: ServerProcess;
let admin: Administrator;
let stranger: Administrator;
let origin: string;

beforeAll(async () => {
  // Attackers have many addresses: each attempt below says which one it comes from.
  server = await ServerProcess.start({ DORMOUSE_HTTP_TRUST_PROXY: '127.0.0.1' });
  origin = `http://127.0.0.1:${server.address.http}`;
  const everyone = await everyAdministrator(server);
  const named = (name: string) => everyone.find((one) => one.name === name) as Administrator;
  [admin, stranger] = [named('the-admin'), named('nobody')];
});
afterAll(() => server.dispose());

const guess = (username: string, password: string, address: string): Promise<Answer> =>
  stranger.send({
    method: 'POST',
    path: '/api/v1/sign-in',
    headers: { 'x-forwarded-for': address },
    body: JSON.stringify({ username, password }),
  });
const add = (headers: Record<string, string>) =>
  admin.send({
    method: 'POST',
    path: '/api/v1/operators',
    headers,
    body: JSON.stringify({ username: 'planted', password: 'by another site', role: 'admin' }),
  });
const planted = async () => {
  const { body } = await control(server.dataDir, 'GET', '/operators');
  return (body as { items: { username: string }[] }).items.some(({ username }) => username === 'planted');
};

describe('a page of another site', () => {
  it.each([
    ['without the token', { 'x-csrf-token': '' }, 'csrf-token'],
    ['with a guessed token', { 'x-csrf-token': 'A'.repeat(43) }, 'csrf-token'],
    ['with its own origin', { origin: 'https://evil.example' }, 'foreign-origin'],
    ['with no origin to tell', { origin: 'null' }, 'foreign-origin'],
    ['by a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'not-json'],
    ['by a form of plain text', { 'content-type': 'text/plain' }, 'not-json'],
  ])('adds no account with the cookie of somebody signed in: %s', async (_, headers, code) => {
    expect((await add(headers)).code).toBe(code);
    expect(await planted()).toBe(false);
  });

  it('reads nothing: no answer lets another origin see it', async () => {
    const answer = await admin.send({
      method: 'GET',
      path: '/api/v1/me',
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is told from our own', async () => {
    const answer = await admin.send({
      method: 'DELETE',
      path: '/api/v1/operators/nobody',
      headers: { origin },
    });
    expect(answer.code).toBe('no-such-operator');
  });
});

describe('a cookie planted beforehand', () => {
  it('is not what the victim is signed in with', async () => {
    stranger.cookie = `dormouse_session=${'A'.repeat(43)}`;
    const signedIn = await guess('the-viewer', PASSWORD, '192.0.2.1');
    expect(signedIn.status).toBe(200);
    expect(stranger.cookie).toMatch(/^dormouse_session=[\w-]{43}$/);
    expect(stranger.cookie).not.toContain('A'.repeat(43));
  });

  it('that is somebody’s own ends when they sign in anew', async () => {
    const before = stranger.cookie;
    expect((await guess('the-viewer', PASSWORD, '192.0.2.1')).status).toBe(200);
    stranger.cookie = before;
    expect((await stranger.send({ method: 'GET', path: '/api/v1/me' })).status).toBe(401);
    stranger.cookie = undefined;
  });
});

describe('guessing passwords', () => {
  it('is braked from one address, also in a burst, and says when to come again', async () => {
    const burst = await Promise.all(
      Array.from({ length: 12 }, (_, i) => guess('the-operator', `guess ${i}`, '198.51.100.1')),
    );
    const answered = (wanted: number) => burst.filter(({ status }) => status === wanted).length;
    expect([answered(401), answered(429)]).toEqual([5, 7]);
    const braked = await guess('the-operator', PASSWORD, '198.51.100.1');
    expect(braked.status).toBe(429);
    expect(Number(braked.headers['retry-after'])).toBeGreaterThan(0);
    expect((await guess('the-operator', PASSWORD, '198.51.100.2')).status).toBe(200);
    stranger.cookie = undefined;
  });

  it('tells nothing about which names there are', async () => {
    const known = await guess('the-admin', 'wrong', '198.51.100.3');
    const unknown = await guess('who-is-this', 'wrong', '198.51.100.4');
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
  });

  it('is written down with the address it came from', async () => {
    const { body } = await control(
      server.dataDir,
      'GET',
      '/audit?action=sign-in&result=wrong&actor=the-operator',
    );
    const { items } = body as { items: { address: string; via: string }[] };
    expect(items).toHaveLength(5);
    for (const item of items) expect(item).toMatchObject({ address: '198.51.100.1', via: 'password' });
  });
});
