import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
beforeEach(async () => {
  room = await ImRoom.open();
  room.rosters.befriend('romeo@localhost', 'juliet@localhost');
});
afterEach(() => room.close());

/** `resource type` of each presence heard. */
const heard = (person: Person) =>
  person.hears().map((xml) => {
    const from = /from='[^']*\/([^']*)'/.exec(xml)?.[1];
    return `${from} ${/type='([^']*)'/.exec(xml)?.[1] ?? 'available'}`;
  });
const probe = (person: Person, to: string) =>
  person.saysAndIsTold(`<presence xmlns='jabber:client' type='probe' to='${to}'/>`);

describe('a probe by a client (RFC 6121 §4.3)', () => {
  it('tells what the account may see', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    await room.enterAvailable('romeo@localhost/phone');
    await room.enterAvailable('romeo@localhost/desk');
    juliet.hears();
    await probe(juliet, 'romeo@localhost');
    expect(heard(juliet)).toEqual(['phone available', 'desk available']);
    await probe(juliet, 'romeo@localhost/desk');
    expect(heard(juliet)).toEqual(['desk available']);
    await probe(juliet, 'romeo@localhost/tablet');
    expect(heard(juliet)).toEqual(['tablet unavailable']);
  });

  it('of one who is away is answered', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    await probe(juliet, 'romeo@localhost');
    expect(juliet.hears()).toEqual([
      "<presence xmlns='jabber:client' from='romeo@localhost' to='juliet@localhost/balcony' type='unavailable'/>",
    ]);
  });

  it.each(['tybalt@localhost', 'nobody@localhost'])(
    'of %s, who does not allow it or does not exist, tells nothing',
    async (to) => {
      await room.enterAvailable('tybalt@localhost/street');
      const juliet = await room.enterAvailable('juliet@localhost/balcony');
      await probe(juliet, to);
      expect(juliet.hears()).toEqual([
        `<presence xmlns='jabber:client' from='${to}' to='juliet@localhost/balcony' type='unsubscribed'/>`,
      ]);
    },
  );

  it('of oneself tells the own resources', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    await probe(juliet, 'juliet@localhost');
    expect(heard(juliet)).toEqual(['balcony available']);
  });
});
