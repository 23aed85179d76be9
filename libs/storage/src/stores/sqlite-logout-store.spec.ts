import { describe, expect, it } from 'vitest';
import { keys } from '../testing/samples.js';
import { openStorage, temporaryDir } from '../testing/temporary-storage.js';

const romeo = 'romeo@localhost';
const juliet = 'juliet@localhost';

describe('SqliteLogoutStore', () => {
  it('keeps over a restart when each was left last, and goes with the account', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir);
    await before.accounts.add([romeo, juliet].map((bareJid) => ({ bareJid, keys: keys('k') })));
    await before.logouts.record([
      { bareJid: romeo, at: 1 },
      { bareJid: juliet, at: 2 },
      { bareJid: romeo, at: 3 },
      { bareJid: 'ghost@localhost', at: 4 },
    ]);
    await before.logouts.record([{ bareJid: juliet, at: 5 }]);
    await before.close();
    const { accounts, logouts } = await openStorage(dir);
    expect(await logouts.find(romeo)).toBe(3);
    expect(await logouts.find(juliet)).toBe(5);
    expect(await logouts.find('ghost@localhost')).toBeUndefined();
    await accounts.remove(romeo);
    expect(await logouts.find(romeo)).toBeUndefined();
  });
});
