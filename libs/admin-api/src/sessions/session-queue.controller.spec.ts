import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;
let operator: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
  operator = await app.as('operator');
  app.sessions.put('s1');
  const stanza = (n: number) =>
    ({ n, kind: 'message', type: 'chat', bytes: 40, age: 5, sent: true }) as const;
  app.steering.queues.set(
    's1',
    [1, 2].map((n) => ({ ...stanza(n), xml: `<message>${n}</message>` })),
  );
});
afterAll(() => app.stop());

describe('the queue of a session', () => {
  it('is listed without what the stanzas say', async () => {
    const { body } = await viewer.get('/sessions/s1/queue?after=1');
    expect(body).toEqual({
      items: [{ n: 2, kind: 'message', type: 'chat', bytes: 40, age: 5, sent: true }],
      next: null,
      total: 2,
    });
    expect(await viewer.get('/sessions/nope/queue')).toMatchObject({ status: 404, code: 'no-such-session' });
    expect(await viewer.get('/sessions/s1/queue?after=x')).toMatchObject({ status: 400 });
  });

  it('is peeked into only with the right to', async () => {
    expect(await operator.get('/sessions/s1/queue/1')).toMatchObject({ status: 403, code: 'right-missing' });
    expect(await viewer.get('/sessions/s1/queue/1')).toMatchObject({ status: 403 });
  });
});

describe('DELETE /users/{jid}/old-sessions', () => {
  it('forgets all of a user, and none of another', async () => {
    const row = { resource: 'phone', h: 7, reason: 'expired' as const, endedAt: 1 };
    await app.oldSessions.remember([
      { ...row, smIdHash: 'a', sessionId: 'o1', bareJid: 'romeo@localhost' },
      { ...row, smIdHash: 'b', sessionId: 'o2', bareJid: 'romeo@localhost' },
      { ...row, smIdHash: 'c', sessionId: 'o3', bareJid: 'nurse@localhost' },
    ]);
    expect(await viewer.delete('/users/romeo@localhost/old-sessions')).toMatchObject({ status: 403 });
    expect(await operator.delete('/users/Romeo@localhost/old-sessions')).toMatchObject({
      status: 200,
      body: { forgotten: 2 },
    });
    expect(app.oldSessions.rows.map(({ sessionId }) => sessionId)).toEqual(['o3']);
    expect(app.operators.entries.at(-1)).toMatchObject({
      action: 'old-sessions-forget',
      target: 'romeo@localhost',
      result: 'done, 2',
    });
    expect(await operator.delete('/users/elsewhere/old-sessions')).toMatchObject({ code: 'invalid-jid' });
  });
});
