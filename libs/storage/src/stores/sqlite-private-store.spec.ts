import { describe, expect, it } from 'vitest';
import { keys } from '../testing/samples.js';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';

const romeo = 'romeo@localhost';
const juliet = 'juliet@localhost';
const PLENTY = 10_000;

const fragment = (name: string, xml: string, namespace = 'storage:bookmarks') => ({ namespace, name, xml });

async function storage(dir?: string) {
  const opened = dir === undefined ? await temporaryStorage() : await openStorage(dir);
  await opened.accounts.add([romeo, juliet].map((bareJid) => ({ bareJid, keys: keys('k') })));
  return opened;
}

describe('SqlitePrivateStore', () => {
  it('keeps a fragment over a restart, for its owner, under its namespace and name', async () => {
    const dir = await temporaryDir();
    const before = await storage(dir);
    const xml = "<storage xmlns='storage:bookmarks'>O’ “Romeo”</storage>";
    expect(await before.privateData.put(romeo, [fragment('storage', xml)], PLENTY)).toBe(true);
    await before.close();
    const { privateData } = await openStorage(dir);
    expect(await privateData.find(romeo, 'storage:bookmarks', 'storage')).toBe(xml);
    expect(await privateData.find(juliet, 'storage:bookmarks', 'storage')).toBeUndefined();
    expect(await privateData.find(romeo, 'storage:bookmarks', 'other')).toBeUndefined();
    expect(await privateData.find(romeo, 'storage:other', 'storage')).toBeUndefined();
  });

  it('puts a fragment in place of the one before, of two in one request the last', async () => {
    const { privateData } = await storage();
    await privateData.put(romeo, [fragment('a', '1')], PLENTY);
    await privateData.put(romeo, [fragment('a', '2'), fragment('b', '2'), fragment('a', '3')], PLENTY);
    expect(await privateData.find(romeo, 'storage:bookmarks', 'a')).toBe('3');
    expect(await privateData.find(romeo, 'storage:bookmarks', 'b')).toBe('2');
  });

  it('takes all or nothing, up to the bytes a user may have, what is replaced not counted', async () => {
    const { privateData } = await storage();
    expect(await privateData.put(romeo, [fragment('a', '’’')], 6)).toBe(true);
    expect(await privateData.put(romeo, [fragment('b', '')], 6)).toBe(true);
    expect(await privateData.put(romeo, [fragment('b', ''), fragment('c', 'x')], 6)).toBe(false);
    expect(await privateData.find(romeo, 'storage:bookmarks', 'c')).toBeUndefined();
    expect(await privateData.put(romeo, [fragment('a', '1234'), fragment('c', '56')], 6)).toBe(true);
    expect(await privateData.put(juliet, [fragment('a', '123456')], 6)).toBe(true);
  });

  it('keeps nothing for an account that is not there, nor after one was removed', async () => {
    const { accounts, privateData } = await storage();
    expect(await privateData.put('ghost@localhost', [fragment('a', '1')], PLENTY)).toBe(false);
    await privateData.put(romeo, [fragment('a', '1')], PLENTY);
    await accounts.remove(romeo);
    await accounts.add([{ bareJid: romeo, keys: keys('k') }]);
    expect(await privateData.find(romeo, 'storage:bookmarks', 'a')).toBeUndefined();
  });
});
