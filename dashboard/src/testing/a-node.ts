import type { NodeView } from '#contracts';

export const aNode = (given: Partial<NodeView> = {}): NodeView => ({
  id: 'capulet-1',
  name: 'capulet-1',
  version: '1.2.3',
  runtime: 'v22.0.0',
  pid: 7,
  startedAt: 5,
  state: 'ready',
  sessions: { connected: 3, hibernating: 2 },
  connections: 4,
  cpu: 0.12,
  loadAverage: 0.5,
  loopDelay: { p50: 0.1, p99: 1, max: 12 },
  rssBytes: 64 * 1024 * 1024,
  disk: { free: 50 * 1024 ** 3, total: 100 * 1024 ** 3 },
  journal: null,
  listeners: { c2s: { host: '127.0.0.1', port: 5222 } },
  events: { waiting: 0, dropped: 0 },
  ...given,
});
