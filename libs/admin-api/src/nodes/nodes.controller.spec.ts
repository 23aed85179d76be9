import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeListSchema, nodeViewSchema } from '#contracts';
import { Readiness } from '../health/readiness.js';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';
import { DiskWatch } from './disk-watch.js';
import { NodeListeners } from './node-listeners.js';
import { ProcessWatch } from './process-watch.js';

let app: TestApp;
let admin: ApiClient;

beforeAll(async () => {
  app = await TestApp.start();
  admin = await app.as('admin');
  app.app.get(Readiness).state = 'ready';
});
afterAll(() => app.stop());

const node = async () => {
  const [only] = nodeListSchema.parse((await admin.get('/nodes')).body).items;
  return only ?? expect.unreachable();
};

it('tells what this process is, how it is and where it listens', async () => {
  app.sessions.put('s1');
  app.sessions.put('s2', { state: 'hibernating' });
  app.node.open = 7;
  app.app.get(NodeListeners).addresses = { c2s: { host: '127.0.0.1', port: 5222 } };
  const view = await node();
  expect(view).toMatchObject({
    version: '0.0.0',
    pid: process.pid,
    state: 'ready',
    sessions: { connected: 1, hibernating: 1 },
    connections: 7,
    listeners: { c2s: { host: '127.0.0.1', port: 5222 } },
    events: { waiting: 0, dropped: 0 },
  });
  expect(nodeViewSchema.parse((await admin.get(`/nodes/${view.id}`)).body).name).toBe(view.name);
  expect(await admin.get('/nodes/elsewhere')).toMatchObject({ status: 404, code: 'no-such-node' });
});

it('tells how much room its data directory has, and nothing where there is none', async () => {
  const disk = app.app.get(DiskWatch);
  const { configuration } = app.live;
  const at = async (dataDir: string) => {
    Object.assign(configuration.server, { dataDir });
    await disk.look();
    return (await node()).disk;
  };
  expect(await at('/nonexistent')).toBeNull();
  const { free, total } = (await at(tmpdir())) ?? expect.unreachable();
  expect(free).toBeGreaterThan(0);
  expect(total).toBeGreaterThanOrEqual(free);
});

it('reckons its processor time over the last minute, and forgets what was before', () => {
  const watch = app.app.get(ProcessWatch);
  app.clock.advance(10_000);
  // Starting the application took a while.
  const busy = watch.figures().cpu;
  expect(busy).toBeGreaterThan(0);
  watch.turn();
  for (let i = 0; i < 6; i++) {
    app.clock.advance(10_000);
    watch.turn();
  }
  expect(watch.figures().cpu).toBeLessThan(busy / 10);
});

it('lets nobody in after a drain, says so to whoever asks, and takes it back', async () => {
  const { id } = await node();
  const viewer = await app.as('operator');
  expect(await viewer.post(`/nodes/${id}/drain`, { reason: 'x' })).toMatchObject({ code: 'role-too-low' });
  expect(app.node.drained).toBe(false);
  expect(await admin.post(`/nodes/${id}/admit`, { reason: 'x' })).toMatchObject({ code: 'wrong-node-state' });

  const drained = await admin.post(`/nodes/${id}/drain`, { reason: 'new kernel' });
  expect(drained.body).toMatchObject({ state: 'draining', sessions: { connected: 1 } });
  expect(app.node.drained).toBe(true);
  expect((await admin.raw('GET', '/readyz')).status).toBe(503);
  expect(await admin.post(`/nodes/${id}/drain`, { reason: 'x' })).toMatchObject({ status: 409 });

  expect((await admin.post(`/nodes/${id}/admit`, { reason: 'done' })).body).toMatchObject({ state: 'ready' });
  expect(app.node.drained).toBe(false);
  expect((await admin.raw('GET', '/readyz')).status).toBe(200);
  const entries = app.operators.entries.filter(({ result }) => result === 'done');
  expect(entries.filter(({ action }) => action.startsWith('node-'))).toMatchObject([
    { action: 'node-drain', actor: 'admin', target: id, detail: 'new kernel' },
    { action: 'node-admit', actor: 'admin', target: id, detail: 'done' },
  ]);
});

it('takes back no stop of the server', async () => {
  const { id } = await node();
  app.app.get(Readiness).state = 'draining';
  expect(await admin.post(`/nodes/${id}/admit`, { reason: 'x' })).toMatchObject({ code: 'wrong-node-state' });
  expect((await admin.raw('GET', '/readyz')).status).toBe(503);
});
