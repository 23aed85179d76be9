import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TraceView } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

const sleep: TraceView = {
  traceId: 'a'.repeat(32),
  spans: [
    {
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      parentSpanId: null,
      name: 'xmpp.sm.hibernation.start',
      kind: 'internal',
      startedAt: 1,
      endedAt: 2,
      failed: false,
      attributes: { 'session.id': 's1', 'xmpp.sm.unacked': 3 },
      links: [{ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16) }],
    },
  ],
  followedBy: [{ traceId: 'e'.repeat(32), spanId: 'f'.repeat(16), name: 'xmpp.sm.expire', startedAt: 9 }],
};
const other: TraceView = { traceId: '9'.repeat(32), spans: [], followedBy: [] };

let app: TestApp;
let viewer: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
  app.traces.views.push(sleep, other);
  app.traces.sessions.set('s1', [sleep.traceId]);
});
afterEach(() => app.stop());

describe('recent traces', () => {
  it('are read one by one, with what they follow from and what came of them', async () => {
    expect((await viewer.get(`/traces/${sleep.traceId}`)).body).toEqual(sleep);
    expect(await viewer.get('/traces/nonsense')).toMatchObject({ status: 404, code: 'no-such-trace' });
  });

  it('are listed, all or those of a session', async () => {
    const ids = async (query: string) =>
      ((await viewer.get(`/traces${query}`)).body as { items: TraceView[] }).items.map((one) => one.traceId);
    expect(await ids('')).toEqual([sleep.traceId, other.traceId]);
    expect(await ids('?limit=1')).toEqual([sleep.traceId]);
    expect(await ids('?session=s1')).toEqual([sleep.traceId]);
    expect(await ids('?session=s2')).toEqual([]);
    expect(await viewer.get('/traces?limit=0')).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('say where else they are', async () => {
    app.traces.facts = { ...app.traces.facts, exporting: true, traceUrl: 'https://jaeger/trace/{traceId}' };
    expect((await viewer.get('/telemetry')).body).toEqual(app.traces.facts);
  });

  it('are for those who signed in', async () => {
    const nobody = app.client();
    for (const path of ['/telemetry', '/traces', `/traces/${sleep.traceId}`])
      expect((await nobody.get(path)).status).toBe(401);
  });
});
