import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
beforeEach(async () => {
  room = await ImRoom.open();
  room.rosters.befriend('romeo@localhost', 'juliet@localhost');
});
afterEach(() => room.close());

const PRESENCE = "<presence xmlns='jabber:client'/>";
const GONE = "<presence xmlns='jabber:client' type='unavailable'><status>bye</status></presence>";

/** `resource type` of each presence heard. */
const heard = (person: Person) =>
  person.hears().map((xml) => {
    const from = /from='[^']*\/([^']*)'/.exec(xml)?.[1];
    return `${from} ${/type='([^']*)'/.exec(xml)?.[1] ?? 'available'}`;
  });

describe('directed presence (RFC 6121 §4.6.3)', () => {
  const to = (jid: string, type = '') =>
    `<presence xmlns='jabber:client' to='${jid}'${type === '' ? '' : ` type='${type}'`}/>`;

  it('to a subscriber is not ended twice', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    const phone = await room.enterAvailable('romeo@localhost/phone');
    juliet.hears();
    phone.says(to('juliet@localhost/balcony'));
    expect(phone.session.directed).toBeNull();
    await phone.saysAndIsTold(GONE);
    expect(heard(juliet)).toEqual(['phone available', 'phone unavailable']);
  });

  it('to a subscriber before anything was broadcast ends once, whatever follows', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    const phone = room.enter('romeo@localhost/phone');
    phone.says(to('juliet@localhost'));
    await phone.saysAndIsTold(PRESENCE);
    await phone.saysAndIsTold(GONE);
    expect(heard(juliet)).toEqual(['phone available', 'phone available', 'phone unavailable']);
    phone.says(to('juliet@localhost'));
    await room.expire(phone);
    expect(heard(juliet)).toEqual(['phone available', 'phone unavailable']);
  });

  it('of a session that was replaced is ended by its heir', async () => {
    const nurse = await room.enterAvailable('nurse@localhost/kitchen');
    const old = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    old.says(to('nurse@localhost'));
    const heir = room.enter('romeo@localhost/phone');
    await room.expire(old);
    expect(heard(nurse)).toEqual(['phone available']);
    await room.expire(heir);
    expect(heard(nurse)).toEqual(['phone unavailable']);
  });
});
