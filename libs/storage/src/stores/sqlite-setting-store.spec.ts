import { describe, expect, it } from 'vitest';
import { openStorage, temporaryDir } from '../testing/temporary-storage.js';
import { KEPT_CHANGES } from './change-log.js';

const change = {
  name: 'smacks_max_ack_delay',
  before: null,
  after: { value: 30 },
  setBy: 'admin',
  at: 1000,
} as const;

describe('SqliteSettingStore', () => {
  it('keeps values of every kind over a restart', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir);
    await before.settings.change(change);
    await before.settings.change({ ...change, after: { value: 40 }, setBy: 'cli', at: 2000 });
    await before.settings.change({ ...change, name: 'registration', after: { value: true } });
    await before.settings.change({ ...change, name: 'smacks_max_old_sessions', after: { value: null } });
    await before.close();
    const { settings } = await openStorage(dir);
    expect(await settings.all()).toEqual([
      { name: 'registration', value: true, setBy: 'admin', setAt: 1000 },
      { name: 'smacks_max_ack_delay', value: 40, setBy: 'cli', setAt: 2000 },
      { name: 'smacks_max_old_sessions', value: null, setBy: 'admin', setAt: 1000 },
    ]);
    await settings.change({ ...change, before: { value: 40 }, after: null });
    expect((await settings.all()).map(({ name }) => name)).toEqual([
      'registration',
      'smacks_max_old_sessions',
    ]);
  });

  it('tells the changes of one setting, newest first', async () => {
    const { settings } = await openStorage(await temporaryDir());
    const second = { ...change, before: { value: 30 }, after: null, at: 2000 };
    await settings.change(change);
    await settings.change({ ...change, name: 'registration' });
    await settings.change(second);
    const first = await settings.history(change.name, { limit: 1 });
    expect(first.items).toEqual([second]);
    expect(await settings.history(change.name, { limit: 5, after: first.next ?? '' })).toEqual({
      items: [change],
      next: null,
    });
  });

  it('forgets the oldest changes beyond a bound', async () => {
    const { settings, dataSource } = await openStorage(await temporaryDir());
    await dataSource.query(
      `INSERT INTO setting_change (name, set_by, at)
       WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?)
       SELECT 'smacks_max_ack_delay', 'x', value FROM n`,
      [KEPT_CHANGES],
    );
    await settings.change(change);
    const [count] = await dataSource.query<{ n: number; first: number }[]>(
      'SELECT count(*) AS n, min(at) AS first FROM setting_change WHERE set_by = ?',
      ['x'],
    );
    expect(count).toEqual({ n: KEPT_CHANGES - 1, first: 2 });
  });
});
