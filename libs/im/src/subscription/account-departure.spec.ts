import { afterEach, beforeEach, expect, it } from 'vitest';
import { ACCOUNT_STORE, type AccountStore } from '#ports';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
beforeEach(async () => {
  room = await ImRoom.open();
  await accounts().add([{ bareJid: 'romeo@localhost', keys: {} as never }]);
});
afterEach(() => room.close());

const accounts = () => room.store<AccountStore>(ACCOUNT_STORE);
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function online(fullJid: string): Promise<Person> {
  const person = room.enter(fullJid);
  await person.saysAndIsTold(
    "<iq xmlns='jabber:client' type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>",
  );
  await person.saysAndIsTold("<presence xmlns='jabber:client'/>");
  person.hears();
  return person;
}

/** Removes Romeo's account, with what the store does of itself. */
async function remove(): Promise<void> {
  room.rosters.strangers.add('romeo@localhost');
  room.rosters.rows.delete('romeo@localhost');
  await accounts().remove('romeo@localhost');
  for (let i = 0; i < 5; i++) await settled();
}

it('a contact of a removed account hears of it, and is subscribed to nobody any more', async () => {
  room.rosters.befriend('romeo@localhost', 'juliet@localhost');
  await online('romeo@localhost/phone');
  const juliet = await online('juliet@localhost/balcony');
  await remove();
  const heard = juliet.hears();
  expect(heard.map((xml) => /type='(\w+)'/.exec(xml)?.[1])).toEqual([
    'unsubscribe',
    'unsubscribed',
    'set',
    'unavailable',
  ]);
  expect(heard[2]).toContain("<item jid='romeo@localhost' subscription='none'/>");
  expect(heard[3]).toContain("from='romeo@localhost/phone'");
});

it('neither requests nor approvals are left to a namesake', async () => {
  room.rosters.put('juliet@localhost', { jid: 'romeo@localhost', request: '<presence/>' });
  room.rosters.put('nurse@localhost', { jid: 'romeo@localhost', approved: true });
  const juliet = await online('juliet@localhost/balcony');
  const nurse = await online('nurse@localhost/kitchen');
  await remove();
  expect(room.rosters.get('juliet@localhost', 'romeo@localhost')).toMatchObject({ request: null });
  expect(room.rosters.get('nurse@localhost', 'romeo@localhost')).toMatchObject({ approved: false });
  expect(juliet.hears().join()).toContain("type='unsubscribe'");
  expect(nurse.hears().join()).not.toContain('approved');
});

it('whoever has nothing to do with it is not read, and hears nothing', async () => {
  const tybalt = await online('tybalt@localhost/street');
  const before = { ...room.rosters.asked };
  await remove();
  expect(tybalt.hears()).toEqual([]);
  expect(room.rosters.asked).toEqual(before);
});
