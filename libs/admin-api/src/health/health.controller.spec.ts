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
