import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionPageSchema } from '../openapi/pages.js';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
});
afterAll(() => app.stop());

beforeEach(() => {
  app.sessions.views.clear();
  app.sessions.put('s1', { user: 'romeo@localhost', unacked: 4 });
  app.sessions.put('s2', { user: 'juliet@localhost', state: 'hibernating' });
  app.sessions.put('s3', { user: 'nurse@localhost' });
});

const idsOf = async (path: string) =>
  sessionPageSchema.parse((await viewer.get(path)).body).items.map(({ id }) => id);

describe('GET /sessions', () => {
  it('filters by any field, and by several', async () => {
    expect(await idsOf('/sessions')).toEqual(['s1', 's2', 's3']);
    expect(await idsOf('/sessions?filter=state%3Dhibernating')).toEqual(['s2']);
    expect(await idsOf('/sessions?filter=user~nurse')).toEqual(['s3']);
    expect(await idsOf('/sessions?filter=state%3Dconnected&filter=unacked%3E%3D4')).toEqual(['s1']);
  });

  it('sorts by any field', async () => {
    expect(await idsOf('/sessions?sort=user')).toEqual(['s2', 's3', 's1']);
    expect(await idsOf('/sessions?sort=-unacked&limit=1')).toEqual(['s1']);
  });

  it('pages with the cursor', async () => {
    const first = sessionPageSchema.parse((await viewer.get('/sessions?limit=2')).body);
    expect(first).toMatchObject({ items: [{ id: 's1' }, { id: 's2' }], total: 3 });
    expect(await idsOf(`/sessions?limit=2&after=${first.next}`)).toEqual(['s3']);
    for (const other of [
      `after=${first.next}&sort=user`,
      `after=${first.next}&filter=unacked%3E0`,
      'after=s2',
    ])
      expect(await viewer.get(`/sessions?${other}`)).toMatchObject({ status: 400, code: 'invalid-cursor' });
  });

  it('names every part of a query that it does not understand', async () => {
    const reply = await viewer.get('/sessions?sort=asleep&limit=501');
    expect(reply).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(reply.body).toMatchObject({ errors: [{ path: 'limit' }, { path: 'sort' }] });
  });
});

describe('a filter that cannot be understood', () => {
  it('is told condition by condition, with what would be', async () => {
    const path = '/sessions?filter=unaked%3E3&filter=user~a&filter=state%3Dasleep';
    const reply = await viewer.get(path);
    expect(reply).toMatchObject({ status: 400, code: 'invalid-filter' });
    expect(reply.body).toMatchObject({
      detail: expect.stringContaining('nearest is unacked'),
      errors: [
        { path: 'filter.0', message: expect.stringContaining('no field unaked') },
        { path: 'filter.2', message: 'state: asleep is not one of connected, hibernating, ending' },
      ],
    });
  });
});

describe('GET /sessions/{id}', () => {
  it('answers the view', async () => {
    expect((await viewer.get('/sessions/s2')).body).toMatchObject({
      id: 's2',
      state: 'hibernating',
      inactive: false,
      roundTrips: [],
    });
  });

  it('does not know an unknown id', async () => {
    expect(await viewer.get('/sessions/nope')).toMatchObject({ status: 404, code: 'no-such-session' });
  });
});
