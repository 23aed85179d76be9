import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let operator: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  operator = await app.as('operator');
  const row = { resource: 'phone', h: 7, reason: 'expired' as const };
  await app.oldSessions.remember([
    { ...row, smIdHash: 'hash-of-a-secret', sessionId: 'o1', bareJid: 'romeo@localhost', endedAt: 1 },
    { ...row, smIdHash: 'hash-of-another', sessionId: 'o2', bareJid: 'juliet@localhost', endedAt: 2 },
  ]);
});
afterEach(() => app.stop());

describe('old sessions', () => {
  it('are listed newest first, without what would help to resume one', async () => {
    const { body } = await operator.get('/old-sessions');
    expect(body).toMatchObject({ items: [{ id: 'o2' }, { id: 'o1' }], next: null, total: 2 });
    expect(JSON.stringify(body)).not.toContain('hash-of');
  });

  it('are filtered, and sorted by what there is an index for', async () => {
    expect((await operator.get('/old-sessions?filter=user%3DRomeo@localhost')).body).toEqual({
      items: [{ id: 'o1', user: 'romeo@localhost', resource: 'phone', h: 7, endedAt: 1, reason: 'expired' }],
      next: null,
      total: 1,
    });
    expect(await operator.get('/old-sessions?filter=reason%3Dexpird')).toMatchObject({
      status: 400,
      code: 'invalid-filter',
      body: { detail: expect.stringContaining('is not one of expired') },
    });
    expect(await operator.get('/old-sessions?sort=h')).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
    expect(await operator.get('/old-sessions?limit=0')).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
  });

  it('are forgotten one by one', async () => {
    expect((await operator.delete('/old-sessions/o1')).status).toBe(204);
    expect(app.oldSessions.rows.map(({ sessionId }) => sessionId)).toEqual(['o2']);
    expect(await operator.delete('/old-sessions/o1')).toMatchObject({
      status: 404,
      code: 'no-such-old-session',
    });
    expect(app.operators.entries.slice(-2)).toMatchObject([
      { action: 'old-session-forget', target: 'o1', result: 'done' },
      { action: 'old-session-forget', target: 'o1', result: 'no-such-old-session' },
    ]);
  });
});
