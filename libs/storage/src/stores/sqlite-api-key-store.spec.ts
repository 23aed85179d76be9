import { expect, it } from 'vitest';
import { openStorage, temporaryDir } from '../testing/temporary-storage.js';

const key = {
  id: 'k1',
  name: 'grafana',
  hash: 'h1',
  role: 'viewer',
  createdBy: 'admin',
  createdAt: 5,
  expiresAt: 10,
  lastUsedAt: null,
  lastAddress: null,
} as const;

it('keeps keys by hash over a restart, each name once, until they are removed', async () => {
  const dir = await temporaryDir();
  const before = await openStorage(dir);
  expect(await before.apiKeys.add(key)).toBe(true);
  expect(await before.apiKeys.add({ ...key, id: 'k2', hash: 'h2' })).toBe(false);
  await before.apiKeys.recordUse('k1', 7, '192.0.2.1');
  await before.close();
  const { apiKeys } = await openStorage(dir);
  const used = { ...key, lastUsedAt: 7, lastAddress: '192.0.2.1' };
  expect(await apiKeys.list()).toEqual([used]);
  expect(await apiKeys.findByHash('h1')).toEqual(used);
  expect(await apiKeys.findByHash('h2')).toBeUndefined();
  expect(await apiKeys.remove('k1')).toEqual(used);
  expect(await apiKeys.remove('k1')).toBeUndefined();
  expect(await apiKeys.findByHash('h1')).toBeUndefined();
});
