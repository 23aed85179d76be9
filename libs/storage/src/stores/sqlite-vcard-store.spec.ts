import { describe, expect, it } from 'vitest';
import { keys } from '../testing/samples.js';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';

const romeo = 'romeo@localhost';

describe('SqliteVcardStore', () => {
  it('keeps a vCard over a restart, a later one in its place', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir);
    await before.accounts.add([{ bareJid: romeo, keys: keys('k') }]);
    expect(await before.vcards.find(romeo)).toBeUndefined();
    expect(await before.vcards.put(romeo, '<vCard>one</vCard>')).toBe(true);
    expect(await before.vcards.put(romeo, '<vCard>two</vCard>')).toBe(true);
    await before.close();
    const { vcards } = await openStorage(dir);
    expect(await vcards.find(romeo)).toBe('<vCard>two</vCard>');
  });

  it('keeps nothing for an account that is not there, nor after one was removed', async () => {
    const { accounts, vcards } = await temporaryStorage();
    expect(await vcards.put(romeo, '<vCard/>')).toBe(false);
    await accounts.add([{ bareJid: romeo, keys: keys('k') }]);
    expect(await vcards.find(romeo)).toBeUndefined();
    await vcards.put(romeo, '<vCard/>');
    await accounts.remove(romeo);
    expect(await vcards.find(romeo)).toBeUndefined();
  });
});
