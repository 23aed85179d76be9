import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveKeys } from '#sasl';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let admin: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  admin = await app.as('admin');
});
afterEach(() => app.stop());

const keys = await deriveKeys('secret', { iterations: 4096 });
const importing = (...jids: string[]) => ({ accounts: jids.map((jid) => ({ jid, keys })) });

describe('POST /accounts/import', () => {
  it('adds what is new and tells what existed', async () => {
    await admin.post('/accounts', { jid: 'romeo@localhost', password: 'old' });
    const reply = await admin.post(
      '/accounts/import',
      importing('ROMEO@localhost', 'juliet@localhost', 'Juliet@localhost'),
    );
    expect(reply).toMatchObject({
      status: 200,
      body: { added: 1, existing: ['romeo@localhost', 'juliet@localhost'] },
    });
    expect(app.accounts.accounts.get('juliet@localhost')?.keys).toEqual(keys);
    expect(app.accounts.accounts.get('romeo@localhost')?.keys).not.toEqual(keys);
    expect(app.operators.entries.at(-1)).toMatchObject({
      action: 'account-import',
      result: 'added 1, existed 2',
    });
  });

  it('takes a thousand at once', async () => {
    const jids = Array.from({ length: 1000 }, (_, i) => `user${i}@localhost`);
    expect(await admin.post('/accounts/import', importing(...jids))).toMatchObject({ body: { added: 1000 } });
    expect(await admin.post('/accounts/import', importing(...jids, 'more@localhost'))).toMatchObject({
      code: 'invalid-request',
    });
  });

  it('stores nothing when one line is bad, and names every bad one', async () => {
    const reply = await admin.post(
      '/accounts/import',
      importing('a@localhost', 'b@elsewhere.example', 'c@localhost/x'),
    );
    expect(reply).toMatchObject({ status: 400, code: 'invalid-jid' });
    expect(reply.body).toMatchObject({ errors: [{ path: 'accounts.1.jid' }, { path: 'accounts.2.jid' }] });
    expect(app.accounts.accounts.size).toBe(0);
  });

  it.each([
    ['a short stored key', { ...keys, sha1: { ...keys.sha1, storedKey: 'AAAA' } }],
    [
      'a server key of the other hash',
      { ...keys, sha256: { ...keys.sha256, serverKey: keys.sha1.serverKey } },
    ],
    ['a salt that is not base64', { ...keys, salt: 'not base64 but long!' }],
  ])('refuses %s', async (_, bad) => {
    const reply = await admin.post('/accounts/import', { accounts: [{ jid: 'a@localhost', keys: bad }] });
    expect(reply).toMatchObject({
      status: 422,
      code: 'keys-not-usable',
      body: { errors: [{ path: 'accounts.0.keys' }] },
    });
    expect(app.accounts.accounts.size).toBe(0);
  });

  it('refuses too few iterations', async () => {
    const reply = await admin.post('/accounts/import', {
      accounts: [{ jid: 'a@localhost', keys: { ...keys, iterations: 1 } }],
    });
    expect(reply).toMatchObject({
      code: 'invalid-request',
      body: { errors: [{ path: 'accounts.0.keys.iterations' }] },
    });
  });
});
