import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
let romeo: Person;
let juliet: Person;
beforeEach(async () => {
  room = await ImRoom.open();
});
afterEach(() => room.close());

async function enter(friends: boolean): Promise<void> {
  if (friends) room.rosters.befriend('romeo@localhost', 'juliet@localhost');
  romeo = await room.enterAvailable('romeo@localhost/orchard');
  juliet = await room.enterAvailable('juliet@localhost/balcony');
  await romeo.saysAndIsTold("<presence xmlns='jabber:client'><show>dnd</show></presence>");
  heard(juliet);
  heard(romeo);
}

async function commands(person: Person, name: string, jid?: string): Promise<void> {
  const item = jid === undefined ? '' : `<item jid='${jid}'/>`;
  const command = `<${name} xmlns='urn:xmpp:blocking'>${item}</${name}>`;
  await person.saysAndIsTold(`<iq xmlns='jabber:client' type='set' id='b'>${command}</iq>`);
}

/** What presence was heard, by resource; a type or else what it shows. */
const heard = (person: Person) =>
  person
    .hears()
    .filter((xml) => xml.startsWith('<presence'))
    .map(
      (xml) =>
        `${/from='[^']*\/([^']*)'/.exec(xml)?.[1]} ${/type='([^']*)'|<show>(.*)<\/show>/.exec(xml)?.slice(1).join('')}`,
    );

const AGAIN = "<presence xmlns='jabber:client'><show>away</show></presence>";

describe('presence and blocks (XEP-0191)', () => {
  it.each(['juliet@localhost', 'localhost', 'juliet@localhost/balcony'])(
    'of %s: gone for a subscriber, until unblocked (§3.3, §3.4)',
    async (jid) => {
      await enter(true);
      await commands(romeo, 'block', jid);
      expect(heard(juliet)).toEqual(['orchard unavailable']);
      await romeo.saysAndIsTold(AGAIN);
      await juliet.saysAndIsTold(AGAIN);
      expect([heard(juliet), heard(romeo)]).toEqual([['balcony away'], ['orchard away']]);
      await commands(romeo, 'block', jid);
      expect(heard(juliet)).toEqual([]);
      await commands(romeo, 'unblock', jid);
      expect(heard(juliet)).toEqual(['orchard away']);
      await romeo.saysAndIsTold(AGAIN);
      expect(heard(juliet)).toEqual(['orchard away']);
    },
  );

  it('shows the contact again to who lifts all blocks', async () => {
    await enter(true);
    await commands(romeo, 'block', 'juliet@localhost');
    await juliet.saysAndIsTold(AGAIN);
    heard(romeo);
    await commands(romeo, 'unblock');
    expect(heard(romeo)).toEqual(['balcony away']);
  });

  it('of one resource leaves the others as they were (§6)', async () => {
    await enter(true);
    const chamber = await room.enterAvailable('juliet@localhost/chamber');
    heard(juliet);
    await commands(romeo, 'block', 'juliet@localhost/chamber');
    expect([heard(chamber), heard(juliet)]).toEqual([['orchard unavailable'], []]);
    await romeo.saysAndIsTold(AGAIN);
    expect([heard(chamber), heard(juliet)]).toEqual([[], ['orchard away']]);
  });

  it('is nothing to those who may not see it, blocked or not', async () => {
    await enter(false);
    await commands(romeo, 'block', 'juliet@localhost');
    await commands(romeo, 'unblock');
    expect([heard(juliet), heard(romeo)]).toEqual([[], []]);
  });

  it('takes back directed presence, once', async () => {
    await enter(false);
    romeo.says("<presence xmlns='jabber:client' to='juliet@localhost'/>");
    heard(juliet);
    await commands(romeo, 'block', 'juliet@localhost');
    expect(heard(juliet)).toEqual(['orchard unavailable']);
    expect([...(romeo.session.directed ?? [])]).toEqual([]);
    await commands(romeo, 'unblock');
    await room.expire(romeo);
    expect(heard(juliet)).toEqual([]);
  });

  it('does not reach who comes later, nor is the end of it heard', async () => {
    await enter(true);
    await commands(romeo, 'block', 'juliet@localhost');
    const chamber = await room.enterAvailable('juliet@localhost/chamber');
    await chamber.saysAndIsTold("<presence xmlns='jabber:client' type='probe' to='romeo@localhost'/>");
    heard(juliet);
    await room.expire(romeo);
    expect([heard(chamber), heard(juliet)]).toEqual([[], []]);
  });
});
