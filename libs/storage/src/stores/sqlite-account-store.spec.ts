import { describe, expect, it } from 'vitest';
import { keys } from '../testing/samples.js';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';

const romeo = 'romeo@localhost';

describe('SqliteAccountStore', () => {
  it('keeps an account over a restart', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir, { now: () => 1_700_000_000_123 });
    await before.accounts.add([{ bareJid: romeo, keys: keys('r') }]);
    await before.close();
    const after = await openStorage(dir);
    expect(await after.accounts.find(romeo)).toEqual({
      bareJid: romeo,
      keys: keys('r'),
      disabled: false,
      createdAt: 1_700_000_000_123,
      lastLoginAt: null,
    });
    expect(await after.accounts.find('nobody@localhost')).toBeUndefined();
  });

  it('adds what is new and names what was there, also twice in one batch', async () => {
    const { accounts } = await temporaryStorage();
    expect(await accounts.add([{ bareJid: romeo, keys: keys('first') }])).toEqual({ existing: [] });
    const { existing } = await accounts.add([
      { bareJid: 'juliet@localhost', keys: keys('j') },
      { bareJid: romeo, keys: keys('second') },
      { bareJid: 'juliet@localhost', keys: keys('again') },
    ]);
    expect(existing).toEqual([romeo, 'juliet@localhost']);
    expect((await accounts.find(romeo))?.keys).toEqual(keys('first'));
    expect((await accounts.find('juliet@localhost'))?.keys).toEqual(keys('j'));
  });

  it('adds a batch beyond any parameter limit', async () => {
    const { accounts } = await temporaryStorage();
    const many = Array.from({ length: 5000 }, (_, i) => ({
      bareJid: `user${i}@localhost`,
      keys: keys(`${i}`),
    }));
    expect(await accounts.add(many)).toEqual({ existing: [] });
    expect((await accounts.list({ limit: 1 })).total).toBe(5000);
    expect((await accounts.find('user4999@localhost'))?.keys).toEqual(keys('4999'));
  });

  it('adds all or nothing', async () => {
    const { accounts } = await temporaryStorage();
    const broken = { ...keys('x'), salt: null as unknown as string };
    await expect(
      accounts.add([
        { bareJid: romeo, keys: keys('r') },
        { bareJid: 'juliet@localhost', keys: broken },
      ]),
    ).rejects.toThrow('NOT NULL');
    expect(await accounts.find(romeo)).toBeUndefined();
  });

  it('changes keys, disables, enables and removes, and says whether the account was there', async () => {
    const { accounts } = await temporaryStorage();
    await accounts.add([{ bareJid: romeo, keys: keys('old') }]);
    expect(await accounts.setKeys(romeo, keys('new'))).toBe(true);
    expect(await accounts.setDisabled(romeo, true)).toBe(true);
    expect(await accounts.find(romeo)).toMatchObject({ keys: keys('new'), disabled: true });
    expect(await accounts.setDisabled(romeo, false)).toBe(true);
    expect((await accounts.find(romeo))?.disabled).toBe(false);
    expect(await accounts.remove(romeo)).toBe(true);
    expect(await accounts.find(romeo)).toBeUndefined();

    expect(await accounts.setKeys(romeo, keys('x'))).toBe(false);
    expect(await accounts.setDisabled(romeo, true)).toBe(false);
    expect(await accounts.remove(romeo)).toBe(false);
  });

  it('tells who wants to know that an account is gone, once it is', async () => {
    const { accounts } = await temporaryStorage();
    await accounts.add([{ bareJid: romeo, keys: keys('r') }]);
    const heard: string[] = [];
    accounts.onRemoved((bareJid) => heard.push(bareJid));
    await accounts.remove(romeo);
    await accounts.remove(romeo);
    expect(heard).toEqual([romeo]);
  });

  it('removes limits and old sessions with their account, and nobody else’s', async () => {
    const { accounts, limits, oldSessions } = await temporaryStorage();
    const other = 'juliet@localhost';
    await accounts.add([romeo, other].map((bareJid) => ({ bareJid, keys: keys('k') })));
    for (const bareJid of [romeo, other]) {
      await limits.set({ bareJid, name: 'smacks_max_old_sessions', value: 3, setBy: 'cli', setAt: 1 });
      await oldSessions.remember(
        [
          {
            smIdHash: bareJid,
            sessionId: bareJid,
            bareJid,
            resource: 'r',
            h: 1,
            endedAt: 1,
            reason: 'expired',
          },
        ],
        () => null,
      );
    }
    await accounts.remove(romeo);
    expect((await limits.all()).map((limit) => limit.bareJid)).toEqual([other]);
    expect(await oldSessions.countByUser(romeo)).toBe(0);
    expect(await oldSessions.countByUser(other)).toBe(1);
  });

  it('pages by JID, without gaps or repeats when accounts come and go in between', async () => {
    const { accounts } = await temporaryStorage();
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@localhost`);
    await accounts.add(names.toReversed().map((bareJid) => ({ bareJid, keys: keys('k') })));
    const first = await accounts.list({ limit: 2 });
    expect(first.items.map((item) => item.bareJid)).toEqual(names.slice(0, 2));
    expect(first.total).toBe(5);
    await accounts.remove('a@localhost');
    const second = await accounts.list({ limit: 2, after: first.next! });
    expect(second.items.map((item) => item.bareJid)).toEqual(names.slice(2, 4));
    const third = await accounts.list({ limit: 2, after: second.next! });
    expect(third.items.map((item) => item.bareJid)).toEqual(names.slice(4));
    expect(third.next).toBeNull();
    expect(third.items[0]).not.toHaveProperty('keys');
  });

  it('searches a substring literally and in any case', async () => {
    const { accounts } = await temporaryStorage();
    await accounts.add(
      ['ro_meo@localhost', 'roxmeo@localhost', 'per%cent@localhost'].map((bareJid) => ({
        bareJid,
        keys: keys('k'),
      })),
    );
    const found = async (search: string) => {
      const page = await accounts.list({ limit: 10, search });
      expect(page.total).toBe(page.items.length);
      return page.items.map((item) => item.bareJid);
    };
    expect(await found('O_Me')).toEqual(['ro_meo@localhost']);
    expect(await found('%')).toEqual(['per%cent@localhost']);
    expect(await found('nobody')).toEqual([]);
  });

  it('refuses a cursor that it did not give', async () => {
    const { accounts } = await temporaryStorage();
    await expect(accounts.list({ limit: 1, after: 'WzFd' })).rejects.toThrow(RangeError);
  });

  it('takes concurrent writers and readers', async () => {
    const { accounts } = await temporaryStorage();
    const work = Array.from({ length: 200 }, async (_, i) => {
      const bareJid = `user${i % 50}@localhost`;
      const { existing } = await accounts.add([{ bareJid, keys: keys(`${i}`) }]);
      await Promise.all([accounts.setDisabled(bareJid, true), accounts.find(bareJid)]);
      return existing.length;
    });
    const existing = (await Promise.all(work)).reduce((sum, n) => sum + n, 0);
    expect(existing).toBe(150);
    expect((await accounts.list({ limit: 1 })).total).toBe(50);
  });
});
