import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userPageSchema } from '../openapi/pages.js';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
  app.users.put('romeo@localhost', { hibernating: 9 });
  app.users.put('juliet@localhost', { hibernating: 2, queueBytes: 512 });
});
afterAll(() => app.stop());

const users = async (query: string) =>
  userPageSchema.parse((await viewer.get(`/users${query}`)).body).items.map(({ user }) => user);

describe('GET /users', () => {
  it('lists, filters and sorts', async () => {
    expect(await users('')).toEqual(['juliet@localhost', 'romeo@localhost']);
    expect(await users('?sort=-hibernatingUse')).toEqual(['romeo@localhost', 'juliet@localhost']);
    expect(await users('?filter=hibernatingUse%3E0.8')).toEqual(['romeo@localhost']);
    expect(await users('?filter=queueBytes%3E0')).toEqual(['juliet@localhost']);
    expect((await viewer.get('/users?limit=1')).body).toMatchObject({
      total: 2,
      items: [{ queueBytes: 512 }],
    });
  });

  it('says what it cannot understand', async () => {
    const filter = await viewer.get('/users?filter=queuedBytes%3E1');
    expect(filter).toMatchObject({ status: 400, code: 'invalid-filter' });
    expect(await viewer.get('/users?after=x')).toMatchObject({ status: 400, code: 'invalid-cursor' });
    expect(await viewer.get('/users?search=x')).toMatchObject({ status: 400, code: 'invalid-request' });
  });
});
