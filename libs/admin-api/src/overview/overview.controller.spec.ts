import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditPageSchema, overviewSchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
  app.sessions.put('s1');
});
afterAll(() => app.stop());

describe('what a viewer reads', () => {
  it('has the figures of the first page', async () => {
    const reply = await viewer.get('/overview');
    expect(overviewSchema.parse(reply.body)).toMatchObject({
      domain: 'localhost',
      connected: 1,
      hibernating: 0,
    });
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it('has the audit log, newest first and paged', async () => {
    app.operators.entries.length = 0;
    for (const target of ['a', 'b', 'c']) {
      await app.operators.audit({ at: 1, actor: 'x', action: 'y', target, detail: '', result: 'done' });
    }
    const first = auditPageSchema.parse((await viewer.get('/audit?limit=2')).body);
    expect(first.items.map(({ target }) => target)).toEqual(['c', 'b']);
    const second = auditPageSchema.parse((await viewer.get(`/audit?limit=2&after=${first.next}`)).body);
    expect(second).toMatchObject({ items: [{ target: 'a' }], next: null });
    expect(await viewer.get('/audit?after=x')).toMatchObject({ status: 400, code: 'invalid-cursor' });
  });
});
