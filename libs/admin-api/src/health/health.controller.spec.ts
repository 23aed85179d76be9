import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestApp } from '../testing/test-app.js';
import { Readiness } from './readiness.js';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const probe = async (path: string) => {
  const response = await app.client().raw('GET', path);
  return [response.status, await response.json()];
};

it('tells that the process lives, without sign-in', async () => {
  expect(await probe('/healthz')).toEqual([200, { status: 'alive' }]);
});

it('is ready only between starting and draining', async () => {
  expect(await probe('/readyz')).toEqual([503, { status: 'starting' }]);
  app.app.get(Readiness).state = 'ready';
  expect(await probe('/readyz')).toEqual([200, { status: 'ready' }]);
  app.app.get(Readiness).state = 'draining';
  expect(await probe('/readyz')).toEqual([503, { status: 'draining' }]);
});

it('is not ready while the journal cannot keep what clients send', async () => {
  app.app.get(Readiness).state = 'ready';
  const journal = { bytes: 1, segments: 1, oldestAt: 0, longestAppend: 0, intents: 0, fsync: false };
  const reason = "ENOSPC: no space left on device, open '/data/journal/reserve'";
  app.sessions.journal = { ...journal, strainedSince: 5, strainedReason: reason, quarantined: 0 };
  const [status, body] = await probe('/readyz');
  expect([status, body]).toEqual([503, { status: 'strained', reason: expect.stringContaining('The disk') }]);
  expect(JSON.stringify(body)).not.toContain('/data');
  app.sessions.journal = { ...app.sessions.journal, strainedSince: null, strainedReason: null };
  expect(await probe('/readyz')).toEqual([200, { status: 'ready' }]);
  app.sessions.journal = null;
});
