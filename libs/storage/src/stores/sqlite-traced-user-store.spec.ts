import { describe, expect, it } from 'vitest';
import { keys } from '../testing/samples.js';
import { openStorage, temporaryDir } from '../testing/temporary-storage.js';

const romeo = { bareJid: 'romeo@localhost', until: 5000, setBy: 'admin', setAt: 1000 };
const juliet = { ...romeo, bareJid: 'juliet@localhost', until: 9000 };

describe('SqliteTracedUserStore', () => {
  it('keeps one entry per user over a restart, until it is removed or purged', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir);
    await before.tracedUsers.set(romeo);
    await before.tracedUsers.set({ ...romeo, until: 6000, setBy: 'cli', setAt: 2000 });
    await before.tracedUsers.set(juliet);
    await before.close();
    const { tracedUsers } = await openStorage(dir);
    expect(await tracedUsers.all()).toEqual(
      expect.arrayContaining([{ ...romeo, until: 6000, setBy: 'cli', setAt: 2000 }, juliet]),
    );
    await tracedUsers.purge(6000);
    expect(await tracedUsers.all()).toEqual([juliet]);
    expect(await tracedUsers.remove(juliet.bareJid)).toBe(true);
    expect(await tracedUsers.remove(juliet.bareJid)).toBe(false);
    expect(await tracedUsers.all()).toEqual([]);
  });

  it('does not hand an entry on to a namesake', async () => {
    const { accounts, tracedUsers } = await openStorage(await temporaryDir());
    await accounts.add([{ bareJid: romeo.bareJid, keys: keys('r') }]);
    await tracedUsers.set(romeo);
    await accounts.remove(romeo.bareJid);
    expect(await tracedUsers.all()).toEqual([]);
  });
});
