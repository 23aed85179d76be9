import { describe, expect, it } from 'vitest';
import { keys } from '../testing/samples.js';
import { openStorage, temporaryDir } from '../testing/temporary-storage.js';

const romeo = 'romeo@localhost';
const juliet = 'juliet@localhost';

async function storage(dir: string) {
  const opened = await openStorage(dir);
  await opened.accounts.add([romeo, juliet].map((bareJid) => ({ bareJid, keys: keys('k') })));
  return opened;
}

describe('SqliteBlockStore', () => {
  it('keeps blocks over a restart, in the order they were made, each once', async () => {
    const dir = await temporaryDir();
    const before = await storage(dir);
    await before.blocks.add(romeo, ['z@x', 'a@x']);
    await before.blocks.add(juliet, ['z@x']);
    await before.blocks.add(romeo, ['a@x', 'm@x']);
    await before.close();
    const { blocks } = await openStorage(dir);
    expect(await blocks.all()).toEqual([
      { bareJid: romeo, jid: 'z@x' },
      { bareJid: romeo, jid: 'a@x' },
      { bareJid: juliet, jid: 'z@x' },
      { bareJid: romeo, jid: 'm@x' },
    ]);
  });

  it('lifts some of a user’s blocks, or all', async () => {
    const { blocks } = await storage(await temporaryDir());
    await blocks.add(romeo, ['a@x', 'b@x', 'c@x']);
    await blocks.add(juliet, ['a@x']);
    await blocks.remove(romeo, ['a@x', 'c@x', 'never@x']);
    expect(await blocks.all()).toEqual([
      { bareJid: romeo, jid: 'b@x' },
      { bareJid: juliet, jid: 'a@x' },
    ]);
    await blocks.remove(romeo, null);
    expect(await blocks.all()).toEqual([{ bareJid: juliet, jid: 'a@x' }]);
  });

  it('keeps nothing for an account that is not there, nor after one was removed', async () => {
    const { accounts, blocks } = await storage(await temporaryDir());
    await blocks.add('ghost@localhost', ['a@x']);
    await blocks.add(romeo, ['a@x']);
    await accounts.remove(romeo);
    expect(await blocks.all()).toEqual([]);
  });
});
