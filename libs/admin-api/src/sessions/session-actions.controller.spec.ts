import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;
let operator: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
  operator = await app.as('operator');
});
afterAll(() => app.stop());

beforeEach(() => {
  app.sessions.views.clear();
  app.sessions.done.length = 0;
  app.operators.entries.length = 0;
  app.sessions.put('s1', { user: 'romeo@localhost', unacked: 4 });
  app.sessions.put('s2', { user: 'juliet@localhost', state: 'hibernating' });
});

const ACTIONS = ['request-ack', 'disconnect', 'extend', 'expire', 'kill'];

describe('POST /sessions/{id}/expire and kill', () => {
  it('expires a hibernating session and writes it down', async () => {
    const reply = await operator.post('/sessions/s2/expire', { reason: ' lost phone ' });
    expect(reply).toMatchObject({ status: 200, body: { outcome: 'done' } });
    expect(app.sessions.done).toEqual(['expire s2 by operator: lost phone']);
    expect(app.operators.entries).toMatchObject([
      { actor: 'operator', action: 'session-expire', target: 's2', detail: 'lost phone', result: 'done' },
    ]);
  });

  it('kills a connected one', async () => {
    expect(await operator.post('/sessions/s1/kill', { reason: 'spam' })).toMatchObject({ status: 200 });
    expect(app.sessions.done).toEqual(['kill s1 by operator: spam']);
  });

  it('refuses to expire a connected one, and writes the attempt down', async () => {
    const reply = await operator.post('/sessions/s1/expire', { reason: 'x' });
    expect(reply).toMatchObject({ status: 409, code: 'wrong-state' });
    expect(app.operators.entries).toMatchObject([{ action: 'session-expire', result: 'wrong-state' }]);
  });

  it('does not know an unknown id', async () => {
    const reply = await operator.post('/sessions/nope/kill', { reason: 'x' });
    expect(reply).toMatchObject({ status: 404, code: 'no-such-session' });
  });

  it.each(ACTIONS)('wants a reason to %s', async (action) => {
    expect(await operator.post(`/sessions/s2/${action}`, { reason: '  ', seconds: 1 })).toMatchObject({
      status: 400,
      code: 'invalid-request',
      body: { errors: [{ path: 'reason' }] },
    });
    expect(await operator.post(`/sessions/s2/${action}`)).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
    expect(app.sessions.done).toEqual([]);
  });

  it.each(ACTIONS)('lets no viewer %s', async (action) => {
    const reply = await viewer.post(`/sessions/s2/${action}`, { reason: 'x' });
    expect(reply).toMatchObject({ status: 403, code: 'role-too-low' });
    expect(app.sessions.done).toEqual([]);
  });
});

describe('POST /sessions/{id}/request-ack', () => {
  it('answers whether an <a/> came, where it was waited for', async () => {
    expect(await operator.post('/sessions/s1/request-ack', { reason: 'x', waitSeconds: 5 })).toMatchObject({
      status: 200,
      body: { outcome: 'done', answered: true, rtt: 12, unacked: 3 },
    });
    expect(await operator.post('/sessions/s1/request-ack', { reason: 'x' })).toMatchObject({
      body: { answered: false, rtt: null },
    });
    expect(app.sessions.done.map((line) => line.slice(-10))).toEqual(['waits 5000', 'x, waits 0']);
    expect(app.operators.entries.map(({ result }) => result)).toEqual(['done, answered', 'done']);
    expect(await operator.post('/sessions/s1/request-ack', { reason: 'x', waitSeconds: 31 })).toMatchObject({
      status: 400,
    });
  });

  it('is refused for a sleeper', async () => {
    expect(await operator.post('/sessions/s2/request-ack', { reason: 'x' })).toMatchObject({
      status: 409,
      code: 'wrong-state',
    });
  });
});

describe('POST /sessions/{id}/disconnect', () => {
  it('puts a connected session to sleep, once', async () => {
    expect(await operator.post('/sessions/s1/disconnect', { reason: 'x' })).toMatchObject({ status: 200 });
    expect(await operator.post('/sessions/s1/disconnect', { reason: 'x' })).toMatchObject({
      status: 409,
      code: 'wrong-state',
    });
    expect(app.sessions.done).toEqual(['disconnect s1 by operator: x']);
  });
});

describe('POST /sessions/{id}/extend', () => {
  it('answers the deadline and whether it was capped', async () => {
    const body = { reason: 'train', seconds: 60 };
    expect(await operator.post('/sessions/s2/extend', body)).toMatchObject({
      body: { outcome: 'done', deadline: 60_000, capped: true },
    });
    expect(await operator.post('/sessions/s2/extend', { ...body, beyondLimit: true })).toMatchObject({
      body: { capped: false },
    });
    expect(app.operators.entries).toMatchObject([
      { detail: '60 s: train', result: 'done, until 1970-01-01T00:01:00.000Z, capped' },
      { detail: '60 s beyond the limit: train' },
    ]);
  });

  it.each([0, 604_801, 1.5, 'long'])('does not take %j seconds', async (seconds) => {
    expect(await operator.post('/sessions/s2/extend', { reason: 'x', seconds })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'seconds' }] },
    });
  });
});

describe('Idempotency-Key', () => {
  const kill = (key: string, reason = 'x', client = operator) =>
    client.post('/sessions/s1/kill', { reason }, { 'idempotency-key': key });

  it('makes a repeated request answer as the first did, and do nothing', async () => {
    expect(await kill('a')).toMatchObject({ status: 200 });
    expect(await kill('a')).toMatchObject({ status: 200, body: { outcome: 'done' } });
    expect(app.sessions.done).toHaveLength(1);
    expect(app.operators.entries).toHaveLength(1);
    expect(await kill('b')).toMatchObject({ status: 404 });
  });

  it('repeats refusals too', async () => {
    const expire = () =>
      operator.post('/sessions/s1/expire', { reason: 'x' }, { 'idempotency-key': 'refused' });
    expect(await expire()).toMatchObject({ status: 409 });
    app.sessions.put('s1', { state: 'hibernating' });
    expect(await expire()).toMatchObject({ status: 409, code: 'wrong-state' });
  });

  it('is for one request: another one under it is refused', async () => {
    await kill('c', 'one');
    expect(await kill('c', 'another')).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });

  it('belongs to whoever used it', async () => {
    await kill('d');
    app.sessions.put('s1');
    expect(await kill('d', 'x', await app.as('admin'))).toMatchObject({ status: 200 });
    expect(app.sessions.done).toHaveLength(2);
  });

  it('does not get past the guard', async () => {
    await kill('e');
    expect(await kill('e', 'x', viewer)).toMatchObject({ status: 403 });
  });

  it('has to be of some length', async () => {
    for (const key of ['', 'k'.repeat(201)])
      expect(await kill(key)).toMatchObject({ status: 400, body: { errors: [{ path: 'idempotency-key' }] } });
  });

  it('is forgotten after ten minutes', async () => {
    await kill('f');
    app.sessions.put('s1');
    app.clock.advance(600_001);
    expect(await kill('f')).toMatchObject({ status: 200 });
    expect(app.sessions.done).toHaveLength(2);
  });
});
