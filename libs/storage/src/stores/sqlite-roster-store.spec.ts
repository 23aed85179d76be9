import { describe, expect, it } from 'vitest';
import type { ContactChange } from '#ports';
import { keys } from '../testing/samples.js';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';

const romeo = 'romeo@localhost';
const juliet = 'juliet@localhost';

const contact = (owner: string, jid: string, more: Partial<ContactChange> = {}): ContactChange => ({
  owner,
  jid,
  listed: true,
  name: '',
  groups: [],
  subscription: 'none',
  ask: false,
  approved: false,
  request: null,
  ...more,
});
const stored = (change: ContactChange) => {
  const { owner: _, ...rest } = change;
  return rest;
};

async function storage(dir?: string) {
  const opened = dir === undefined ? await temporaryStorage() : await openStorage(dir);
  await opened.accounts.add([romeo, juliet].map((bareJid) => ({ bareJid, keys: keys('k') })));
  return opened;
}

describe('SqliteRosterStore', () => {
  it('keeps contacts over a restart, each account its own', async () => {
    const dir = await temporaryDir();
    const before = await storage(dir);
    const changes = [
      contact(romeo, juliet, { name: 'Ju’ "li" et', groups: ['Frïends', 'a "b"'], subscription: 'both' }),
      contact(romeo, 'conference.localhost', { ask: true, approved: true }),
      contact(romeo, 'tybalt@localhost', { listed: false, request: "<presence type='subscribe'/>" }),
      contact(juliet, romeo, { subscription: 'from' }),
    ];
    await before.rosters.write(changes);
    await before.close();
    const { rosters } = await openStorage(dir);
    const loaded = await rosters.load([romeo, juliet]);
    expect(loaded.get(romeo)).toHaveLength(3);
    expect(loaded.get(romeo)).toEqual(expect.arrayContaining(changes.slice(0, 3).map(stored)));
    expect(loaded.get(juliet)).toEqual([stored(changes[3]!)]);
  });

  it('tells an account without contacts from one that does not exist, and writes nothing for that', async () => {
    const { rosters } = await storage();
    await rosters.write([contact('nobody@localhost', romeo), contact(juliet, romeo)]);
    const loaded = await rosters.load(['nobody@localhost', romeo, juliet]);
    expect([...loaded.keys()].sort()).toEqual([juliet, romeo]);
    expect(loaded.get(romeo)).toEqual([]);
    expect(loaded.get(juliet)).toHaveLength(1);
    expect(await rosters.load([])).toEqual(new Map());
  });

  it('changes what is there, and forgets what is neither listed nor waiting', async () => {
    const { rosters } = await storage();
    await rosters.write([
      contact(romeo, juliet),
      contact(romeo, 'a@localhost', { request: '<x/>', listed: false }),
    ]);
    await rosters.write([
      contact(romeo, juliet, { name: 'J', subscription: 'to' }),
      contact(romeo, 'a@localhost', { listed: false }),
      contact(romeo, 'b@localhost', { listed: false }),
    ]);
    const left = (await rosters.load([romeo])).get(romeo);
    expect(left).toEqual([stored(contact(romeo, juliet, { name: 'J', subscription: 'to' }))]);
  });

  it('writes all or nothing', async () => {
    const { rosters } = await storage();
    const broken = contact(romeo, 'b@localhost', { name: null as unknown as string });
    await expect(rosters.write([contact(romeo, juliet), broken])).rejects.toThrow('NOT NULL');
    expect((await rosters.load([romeo])).get(romeo)).toEqual([]);
  });

  it('an account’s contacts go with it, and nobody stays subscribed to it', async () => {
    const { rosters, accounts } = await storage();
    await rosters.write([
      contact(romeo, juliet, { subscription: 'both', approved: true, name: 'J', groups: ['g'] }),
      contact(juliet, romeo, { subscription: 'both' }),
    ]);
    await accounts.add([{ bareJid: 'nurse@localhost', keys: keys('n') }]);
    await rosters.write([contact('nurse@localhost', juliet, { listed: false, request: '<x/>' })]);
    await accounts.remove(juliet);
    await accounts.add([{ bareJid: juliet, keys: keys('another') }]);
    const loaded = await rosters.load([romeo, juliet, 'nurse@localhost']);
    expect(loaded.get(juliet)).toEqual([]);
    expect(loaded.get(romeo)).toEqual([stored(contact(romeo, juliet, { name: 'J', groups: ['g'] }))]);
    expect(loaded.get('nurse@localhost')).toEqual([]);
  });

  it('reads and writes 5 000 contacts of one account, and a hundred accounts at once', async () => {
    const { rosters, accounts } = await storage();
    const many = Array.from({ length: 5000 }, (_, i) =>
      contact(romeo, `user${i}@localhost`, { groups: ['g'] }),
    );
    await rosters.write(many);
    expect((await rosters.load([romeo])).get(romeo)).toHaveLength(5000);
    const owners = Array.from({ length: 100 }, (_, i) => `user${i}@localhost`);
    await accounts.add(owners.map((bareJid) => ({ bareJid, keys: keys('k') })));
    await rosters.write(owners.map((owner) => contact(owner, romeo)));
    const loaded = await rosters.load(owners);
    expect(owners.map((owner) => loaded.get(owner)?.length)).toEqual(owners.map(() => 1));
  });
});
