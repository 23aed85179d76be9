import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BulkJobView, bulkJobSchema, bulkPreviewSchema, bulkResultPageSchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';
import { BulkJobs } from './bulk-jobs.js';

let app: TestApp;
let operator: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  operator = await app.as('operator');
  for (let i = 0; i < 30; i++)
    app.sessions.put(`s${String(i).padStart(2, '0')}`, {
      user: `u${i % 2}@localhost`,
      state: i < 25 ? 'hibernating' : 'connected',
    });
  app.operators.entries.length = 0;
});
afterEach(() => app.stop());

const EXPIRE = { action: 'expire', filter: ['state=hibernating'], reason: 'making room' };

async function preview(request: object = EXPIRE, client = operator) {
  const reply = await client.post('/bulk/preview', request);
  expect(reply).toMatchObject({ status: 200 });
  return bulkPreviewSchema.parse(reply.body);
}

/** Resolves when the job is over. */
function over(id: string): Promise<BulkJobView> {
  const jobs = app.app.get(BulkJobs);
  return new Promise((resolve) => {
    const look = (job: BulkJobView) => {
      if (job.id === id && job.state !== 'running') resolve(job);
    };
    jobs.onProgress(look);
    look(jobs.find(id).view());
  });
}

async function run(request: object = EXPIRE): Promise<BulkJobView> {
  const { token, count } = await preview(request);
  const reply = await operator.post('/bulk', { token, confirm: count });
  expect(reply).toMatchObject({ status: 202 });
  return over(bulkJobSchema.parse(reply.body).id);
}

describe('a preview', () => {
  it('tells the exact count, some of them, and does nothing', async () => {
    const shown = await preview();
    expect(shown).toMatchObject({ action: 'expire', count: 25, expiresAt: app.clock.now() + 300_000 });
    expect(shown.sample).toHaveLength(20);
    expect(shown.sample[0]).toEqual({ id: 's00', label: 'u0@localhost/r (hibernating)' });
    expect((await preview()).digest).toBe(shown.digest);
    expect((await preview({ ...EXPIRE, filter: [] })).digest).not.toBe(shown.digest);
    expect(app.sessions.done).toEqual([]);
  });

  it('is of those picked by id that are there and pass the filter, each once', async () => {
    const ids = ['s26', 's03', 'gone', 's01', 's03'];
    const picked = await preview({ ...EXPIRE, ids });
    expect(picked.sample.map(({ id }) => id)).toEqual(['s01', 's03']);
    expect(picked.count).toBe(2);
    expect(await preview({ ...EXPIRE, filter: [], ids })).toMatchObject({ count: 3 });
    expect(await run({ ...EXPIRE, ids })).toMatchObject({
      about: '5 sessions by id and state=hibernating',
      total: 2,
      done: 2,
    });
    const many = Array.from({ length: 10_001 }, (_, i) => `s${i}`);
    for (const wrong of [[], many, ['']])
      expect(await operator.post('/bulk/preview', { ...EXPIRE, ids: wrong })).toMatchObject({
        code: 'invalid-request',
      });
    expect(await operator.post('/bulk/preview', { ...EXPIRE, ids: many.slice(1) })).toMatchObject({
      status: 200,
    });
  });

  it('refuses what it does not understand', async () => {
    expect(await operator.post('/bulk/preview', { ...EXPIRE, filter: ['state=asleep'] })).toMatchObject({
      code: 'invalid-filter',
    });
    for (const wrong of [{ ...EXPIRE, action: 'dance' }, { ...EXPIRE, reason: ' ' }, {}])
      expect(await operator.post('/bulk/preview', wrong)).toMatchObject({ code: 'invalid-request' });
    expect(await (await app.as('viewer')).post('/bulk/preview', EXPIRE)).toMatchObject({ status: 403 });
  });
});

describe('starting', () => {
  it('does it to exactly those that were shown', async () => {
    const { token, count } = await preview();
    app.sessions.put('s99', { state: 'hibernating' });
    app.sessions.put('s07', { state: 'connected' });
    app.sessions.drop('s08');
    const reply = await operator.post('/bulk', { token, confirm: count });
    const job = await over(bulkJobSchema.parse(reply.body).id);
    expect(job).toMatchObject({
      state: 'done',
      action: 'expire',
      about: 'state=hibernating',
      by: 'operator',
      total: 25,
      done: 23,
      failed: 1,
      skipped: 1,
    });
    expect(app.sessions.find('s99')).toBeDefined();
    const read = async (query: string) =>
      bulkResultPageSchema.parse((await operator.get(`/bulk/${job.id}/results?${query}`)).body);
    expect((await read('outcome=failed')).items).toEqual([
      { n: 7, id: 's07', label: 'u1@localhost/r (hibernating)', outcome: 'failed', why: 'wrong-state' },
    ]);
    const first = await read('limit=20');
    const second = await read(`limit=20&after=${first.next}`);
    expect([...first.items, ...second.items].map(({ n }) => n)).toEqual([...Array(25).keys()]);
    expect(second.next).toBeNull();
    expect((await operator.get(`/bulk/${job.id}`)).body).toEqual(job);
    expect((await operator.get('/bulk')).body).toEqual({ items: [job] });
  });

  it('writes one line when it begins and one when it is over', async () => {
    const { id } = await run();
    await new Promise((resolve) => setImmediate(resolve));
    expect(app.operators.entries).toMatchObject([
      { action: 'bulk-start', target: id, detail: 'expire, state=hibernating, 25: making room' },
      { action: 'bulk-end', target: id, result: 'done: 25 done, 0 failed, 0 skipped, 0 left' },
    ]);
  });

  it('is written down as ended with the server, before the server has stopped', async () => {
    const { token, count } = await preview();
    const reply = await operator.post('/bulk', { token, confirm: count, perSecond: 1 });
    expect(reply).toMatchObject({ status: 202 });
    await app.stop();
    expect(app.operators.entries.at(-1)).toMatchObject({
      action: 'bulk-end',
      result: 'stopped with the server: 1 done, 0 failed, 0 skipped, 24 left',
    });
  });

  it('takes the count, once, from whoever saw it, within five minutes', async () => {
    const { token, count } = await preview();
    const start = (client = operator, confirm = count) => client.post('/bulk', { token, confirm });
    expect(await start(operator, 24)).toMatchObject({ status: 409, code: 'wrong-count' });
    expect(await start(await app.as('admin'))).toMatchObject({ status: 404, code: 'no-such-preview' });
    expect(await start()).toMatchObject({ status: 202 });
    expect(await start()).toMatchObject({ status: 404 });
    const late = await preview();
    app.clock.advance(300_000);
    expect(await operator.post('/bulk', { token: late.token, confirm: late.count })).toMatchObject({
      status: 404,
    });
  });

  it('gives up the oldest preview when there are too many', async () => {
    const first = await preview();
    for (let i = 0; i < 8; i++) await preview();
    expect(await operator.post('/bulk', { token: first.token, confirm: first.count })).toMatchObject({
      status: 404,
    });
  });

  it('can be cancelled and resumed, and no more than four run', async () => {
    const slow = async () => {
      const { token, count } = await preview();
      const reply = await operator.post('/bulk', { token, confirm: count, perSecond: 1 });
      return reply.status === 202 ? bulkJobSchema.parse(reply.body).id : reply.code;
    };
    const ids = [await slow(), await slow(), await slow(), await slow()];
    expect(await slow()).toBe('too-many-bulks');
    expect(await operator.post(`/bulk/${ids[0]}/resume`)).toMatchObject({ status: 429 });
    expect(await operator.post(`/bulk/${ids[0]}/cancel`)).toMatchObject({ body: { state: 'cancelled' } });
    expect(await operator.post(`/bulk/${ids[0]}/cancel`)).toMatchObject({ code: 'wrong-bulk-state' });
    expect(await operator.post(`/bulk/${ids[0]}/resume`)).toMatchObject({ body: { state: 'running' } });
    expect(await operator.get('/bulk/nope')).toMatchObject({ status: 404, code: 'no-such-bulk' });
  });
});

describe('every action', () => {
  it.each([
    [{ action: 'kill', filter: [] }, 30],
    [{ action: 'disconnect', filter: ['state=connected'] }, 5],
    [{ action: 'request-ack', filter: ['state=connected'] }, 5],
    [{ action: 'extend', filter: ['state=hibernating'], seconds: 60 }, 25],
  ])('%j', async (request, done) => {
    expect(await run({ ...request, reason: 'x' })).toMatchObject({ done, failed: 0 });
    expect(app.sessions.done).toHaveLength(done);
  });

  it('tells what it changes, in its view and in the audit log', async () => {
    const reason = 'x';
    const extend = { action: 'extend', filter: [], seconds: 60, beyondLimit: true, reason };
    expect(await run(extend)).toMatchObject({ change: '+60s, beyond the limit' });
    const set = { action: 'set-limit', name: 'smacks_max_old_sessions', value: null, search: 'a', reason };
    expect(await run(set)).toMatchObject({ change: 'smacks_max_old_sessions=none' });
    expect(app.operators.entries.find(({ detail }) => detail.startsWith('set'))?.detail).toBe(
      'set-limit smacks_max_old_sessions=none, accounts with a, 0: x',
    );
    expect(await run({ ...set, action: 'clear-limit' })).toMatchObject({ change: 'smacks_max_old_sessions' });
    expect(await run()).toMatchObject({ change: null });
  });

  it('sets and clears limits of users by name or of all who are found', async () => {
    const admin = await app.as('admin');
    for (const name of ['romeo', 'juliet', 'nurse'])
      await admin.post('/accounts', { jid: `${name}@localhost`, password: 'secret' });
    const set = { action: 'set-limit', name: 'smacks_max_hibernated_sessions', value: 50, reason: 'x' };
    const named = ['Romeo@localhost', 'romeo@localhost', 'tybalt@localhost'];
    expect(await run({ ...set, users: named })).toMatchObject({ total: 2, done: 1, skipped: 1 });
    expect(await run({ ...set, search: 'e' })).toMatchObject({ about: 'accounts with e', done: 3 });
    expect(await run({ ...set, value: 101 })).toMatchObject({ about: 'all accounts', failed: 3 });
    expect((await operator.get('/users/nurse@localhost/limits')).body).toMatchObject({
      limits: [{ effective: 50 }],
    });
    expect(await run({ ...set, action: 'clear-limit' })).toMatchObject({ done: 3 });
    expect((await operator.get('/users/nurse@localhost/limits')).body).toMatchObject({
      limits: [{ override: null }],
    });
    expect(await operator.post('/bulk/preview', { ...set, users: ['a@elsewhere'] })).toMatchObject({
      code: 'invalid-jid',
    });
  });
});
