import { afterAll, beforeAll, expect, it } from 'vitest';
import { historySchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';
import { FigureHistory } from './figure-history.js';

let app: TestApp;
let viewer: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
  const past = app.app.get(FigureHistory);
  app.sessions.put('s1');
  for (let i = 0; i < 20; i++) {
    // Away for a while.
    if (i !== 8 && i !== 9) await past.sample();
    app.clock.advance(10_000);
  }
});
afterAll(() => app.stop());

const history = async (query: string) => historySchema.parse((await viewer.get(`/history?${query}`)).body);

it('answers points at equal distances up to now, null where nothing was counted', async () => {
  const { from, to, step, figures } = await history('range=5m&figures=connected,resumes');
  expect([to - from, step, to > app.clock.now()]).toEqual([300_000, 10_000, true]);
  const { connected } = figures;
  expect(connected?.kind).toBe('level');
  // Ten seconds have begun of which nothing is known yet.
  const expected = [...Array(9).fill(null), ...Array(8).fill(1), null, null, ...Array(10).fill(1), null];
  expect(connected?.values).toEqual(expected);
  expect(figures.resumes).toMatchObject({ kind: 'total' });
});

it('answers no more points than asked for, each of them of a longer time', async () => {
  const { step, figures } = await history('range=5m&points=10&figures=connected');
  expect([step, figures.connected?.values.length]).toEqual([30_000, 10]);
  expect((await history('range=7d')).step).toBe(2_400_000);
  expect((await history('range=24h&points=1000')).step).toBe(120_000);
});

it('is asked by programs in ms, with a name at a time', async () => {
  const { to, from, figures } = await history('range=300000&figures=connected&figures=ackP99');
  expect([to - from, Object.keys(figures)]).toEqual([300_000, ['connected', 'ackP99']]);
  // Nobody was asked for an acknowledgement.
  expect(new Set(figures.ackP99?.values)).toEqual(new Set([null]));
});

it('refuses other ranges and figures nobody keeps', async () => {
  for (const query of [
    'range=4m',
    'range=8d',
    'range=soon',
    'range=299999',
    'figures=colour',
    'figures=',
    'points=5',
  ]) {
    expect(await viewer.get(`/history?${query}`), query).toMatchObject({ code: 'invalid-request' });
  }
});
