import { describe, expect, it } from 'vitest';
import { openStorage, temporaryDir } from '../testing/temporary-storage.js';

const limit = {
  bareJid: 'romeo@localhost',
  name: 'smacks_max_hibernated_sessions',
  value: 2,
  setBy: 'cli',
  setAt: 1000,
} as const;

describe('SqliteLimitStore', () => {
  it('keeps one value per user and limit over a restart; null is unlimited', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir);
    await before.limits.set(limit);
    await before.limits.set({ ...limit, name: 'smacks_max_old_sessions', value: null });
    await before.limits.set({ ...limit, value: 5, setBy: 'admin', setAt: 2000 });
    await before.close();
    const { limits } = await openStorage(dir);
    const all = await limits.all();
    expect(all).toHaveLength(2);
    expect(all).toContainEqual({ ...limit, value: 5, setBy: 'admin', setAt: 2000 });
    expect(all).toContainEqual({ ...limit, name: 'smacks_max_old_sessions', value: null });
  });

  it('clears one limit of one user', async () => {
    const { limits } = await openStorage(await temporaryDir());
    await limits.set(limit);
    await limits.set({ ...limit, bareJid: 'juliet@localhost' });
    expect(await limits.clear(limit.bareJid, limit.name)).toBe(true);
    expect(await limits.clear(limit.bareJid, limit.name)).toBe(false);
    expect((await limits.all()).map(({ bareJid }) => bareJid)).toEqual(['juliet@localhost']);
  });
});
