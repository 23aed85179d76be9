import { describe, expect, it } from 'vitest';
import { keys } from '../testing/samples.js';
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
    expect(await limits.clear(limit)).toBe(true);
    expect(await limits.clear(limit)).toBe(false);
    expect((await limits.all()).map(({ bareJid }) => bareJid)).toEqual(['juliet@localhost']);
  });

  it('tells who set what, newest first, in pages', async () => {
    const { limits, accounts } = await openStorage(await temporaryDir());
    await accounts.add([{ bareJid: limit.bareJid, keys: keys('a') }]);
    await limits.set(limit);
    await limits.set({ ...limit, value: null, setBy: 'admin', setAt: 2000 });
    await limits.set({ ...limit, bareJid: 'juliet@localhost' });
    await limits.clear({ ...limit, setBy: 'nurse', setAt: 3000 });
    await limits.clear(limit);
    const { name } = limit;
    const first = await limits.history(limit.bareJid, { limit: 2 });
    expect(first.items).toEqual([
      { name, before: { value: null }, after: null, setBy: 'nurse', at: 3000 },
      { name, before: { value: 2 }, after: { value: null }, setBy: 'admin', at: 2000 },
    ]);
    expect(await limits.history(limit.bareJid, { limit: 2, after: first.next ?? '' })).toEqual({
      items: [{ name, before: null, after: { value: 2 }, setBy: 'cli', at: 1000 }],
      next: null,
    });
    await expect(limits.history(limit.bareJid, { limit: 2, after: 'nope' })).rejects.toThrow(RangeError);
    await accounts.remove(limit.bareJid);
    expect((await limits.history(limit.bareJid, { limit: 2 })).items).toEqual([]);
    expect((await limits.history('juliet@localhost', { limit: 2 })).items).toHaveLength(1);
  });
});
