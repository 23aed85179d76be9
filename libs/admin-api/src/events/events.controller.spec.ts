import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventPageSchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
  for (const kind of ['session-opened', 'smacks-enabled', 'session-ended'] as const)
    app.sessions.happen(kind, { sessionId: kind === 'smacks-enabled' ? 's2' : 's1', user: 'u@localhost' });
});
afterAll(() => app.stop());

const kinds = async (query: string) =>
  eventPageSchema.parse((await viewer.get(`/events${query}`)).body).items.map(({ kind }) => kind);

it('answers the newest first, page by page', async () => {
  const first = eventPageSchema.parse((await viewer.get('/events?limit=2')).body);
  expect(first.items.map(({ kind }) => kind)).toEqual(['session-ended', 'smacks-enabled']);
  expect(await kinds(`?limit=2&after=${first.next}`)).toEqual(['session-opened']);
  expect(await viewer.get('/events?after=!')).toMatchObject({ status: 400, code: 'invalid-cursor' });
});

it('answers by session, user, kinds, reason and time', async () => {
  expect(await kinds('?session=s2')).toEqual(['smacks-enabled']);
  expect(await kinds('?kind=session-opened')).toEqual(['session-opened']);
  expect(await kinds('?kind=session-opened&kind=session-ended&session=s1')).toEqual([
    'session-ended',
    'session-opened',
  ]);
  expect(await kinds('?user=nobody@localhost')).toEqual([]);
  expect(await kinds('?reason=expired')).toEqual([]);
  expect(await kinds('?from=1')).toEqual([]);
  expect(await kinds('?to=0')).toHaveLength(3);
});

it('refuses what it does not know', async () => {
  for (const query of ['kind=party', 'limit=501', 'from=yesterday', 'session=']) {
    expect(await viewer.get(`/events?${query}`)).toMatchObject({ status: 400, code: 'invalid-request' });
  }
});
