import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let operator: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  const admin = await app.as('admin');
  await admin.post('/accounts', { jid: 'romeo@localhost', password: 'secret' });
  operator = await app.as('operator');
  app.operators.entries.length = 0;
});
afterEach(() => app.stop());

const ANY = { 'if-match': '*' };
const LIMITS = '/users/romeo@localhost/limits';
const LIMIT = `${LIMITS}/smacks_max_hibernated_sessions`;

describe('a limit of one user', () => {
  it('is viewed, by any spelling of the JID', async () => {
    expect((await operator.get('/users/ROMEO%40localhost/limits')).body).toMatchObject({
      user: 'romeo@localhost',
      limits: [{ default: 10, override: null, effective: 10 }],
    });
  });

  it('is set; the answer and the audit log tell what that did', async () => {
    const reply = await operator.put(LIMIT, { value: 2 }, ANY);
    expect(reply).toMatchObject({
      status: 200,
      body: { evicted: ['s-evicted'], limits: { limits: [{ override: { value: 2, setBy: 'operator' } }] } },
    });
    expect(app.operators.entries).toMatchObject([
      {
        actor: 'operator',
        action: 'limit-set',
        target: 'romeo@localhost',
        detail: 'smacks_max_hibernated_sessions',
        before: 'default',
        after: '2',
        result: 'done, evicted 1',
      },
    ]);
  });

  it('can be unlimited, and cleared', async () => {
    expect(await operator.put(LIMIT, { value: null }, ANY)).toMatchObject({
      body: { limits: { limits: [{ effective: null }] } },
    });
    expect(await operator.delete(LIMIT, ANY)).toMatchObject({
      status: 200,
      body: { evicted: [], limits: { limits: [{ override: null }] } },
    });
    expect(app.operators.entries.at(-1)).toMatchObject({
      action: 'limit-clear',
      before: 'unlimited',
      after: 'default',
    });
  });

  it('passes on why a value is not allowed', async () => {
    const reply = await operator.put(LIMIT, { value: 101 }, ANY);
    expect(reply).toMatchObject({
      status: 422,
      code: 'limit-not-allowed',
      body: { detail: 'smacks_max_hibernated_sessions is at most 100' },
    });
    expect(app.operators.entries).toMatchObject([{ action: 'limit-set', result: 'limit-not-allowed' }]);
  });

  it.each([[{ value: -1 }], [{ value: 1.5 }], [{ value: 'many' }], [{}]])('refuses %j', async (body) => {
    expect(await operator.put(LIMIT, body, ANY)).toMatchObject({
      status: 400,
      code: 'invalid-request',
      body: { errors: [{ path: 'value' }] },
    });
  });

  it('knows only its limits', async () => {
    for (const reply of [
      await operator.put(`${LIMITS}/nope`, { value: 1 }, ANY),
      await operator.delete(`${LIMITS}/nope`, ANY),
    ]) {
      expect(reply).toMatchObject({ status: 400, code: 'invalid-request' });
    }
  });

  it('is not set for someone without an account, but can be cleared and viewed', async () => {
    const limits = '/users/tybalt@localhost/limits';
    const limit = `${limits}/smacks_max_hibernated_sessions`;
    expect(await operator.put(limit, { value: 1 }, ANY)).toMatchObject({
      status: 404,
      code: 'no-such-account',
    });
    expect(await operator.delete(limit, ANY)).toMatchObject({ status: 200 });
    expect(await operator.get(limits)).toMatchObject({ status: 200 });
  });

  it('is not for users of other servers', async () => {
    for (const jid of ['romeo@elsewhere.example', 'romeo@localhost%2Fphone', 'localhost']) {
      expect(await operator.get(`/users/${jid}/limits`)).toMatchObject({ status: 400, code: 'invalid-jid' });
    }
  });
});

describe('a change that somebody else has overtaken', () => {
  const etag = async () => (await operator.get(LIMITS)).headers.get('etag') ?? '';

  it('is refused without If-Match, and with that of an earlier version', async () => {
    expect(await operator.put(LIMIT, { value: 5 })).toMatchObject({
      status: 428,
      code: 'precondition-required',
    });
    const seen = await etag();
    expect(seen).toMatch(/^"[^"]+"$/);
    const first = await operator.put(LIMIT, { value: 5 }, { 'if-match': seen });
    expect(first).toMatchObject({ status: 200 });
    for (const late of [
      await operator.put(LIMIT, { value: 6 }, { 'if-match': seen }),
      await operator.delete(LIMIT, { 'if-match': `W/${await etag()}` }),
      await operator.delete(LIMIT, { 'if-match': '' }),
    ])
      expect(late).toMatchObject({ status: 412, code: 'precondition-failed' });
    expect(first.headers.get('etag')).toBe(await etag());
    const list = `"other", ${await etag()}`;
    expect(await operator.put(LIMIT, { value: 6 }, { 'if-match': list })).toMatchObject({ status: 200 });
    expect(await operator.delete(LIMIT)).toMatchObject({ status: 428 });
    expect(app.operators.entries.map(({ result }) => result).filter((r) => r.startsWith('pre'))).toEqual(
      Array(3).fill('precondition-failed'),
    );
  });
});

describe('before and after', () => {
  it('shows what a value would do, and does nothing', async () => {
    expect(await operator.post(`${LIMIT}/preview`, { value: 2 })).toMatchObject({
      status: 200,
      body: { evicted: ['s-evicted'], forgotten: 1 },
    });
    expect(await operator.post(`${LIMIT}/preview`, { value: 101 })).toMatchObject({
      code: 'limit-not-allowed',
    });
    expect((await operator.get(LIMITS)).body).toMatchObject({ limits: [{ override: null }] });
  });

  it('tells who set what', async () => {
    await operator.put(LIMIT, { value: 5 }, ANY);
    expect((await operator.get(`${LIMITS}/history`)).body).toMatchObject({
      items: [{ before: null, after: { value: 5 }, setBy: 'operator' }],
    });
    expect(await operator.get(`${LIMITS}/history?after=!`)).toMatchObject({ code: 'invalid-cursor' });
  });
});
