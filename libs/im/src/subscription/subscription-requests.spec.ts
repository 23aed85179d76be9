import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryHooks } from '../router/delivery-hooks.js';
import { heard, online, ROSTER_GET, tell } from '../testing/acquaintance.js';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
let romeo: Person;
let juliet: Person;
beforeEach(async () => {
  room = await ImRoom.open();
  romeo = await online(room, 'romeo@localhost/phone');
  juliet = await online(room, 'juliet@localhost/balcony');
});
afterEach(() => room.close());

describe('a request (RFC 6121 §3.1)', () => {
  it('is between bare JIDs, with its payload, and remembered on both sides', async () => {
    await tell(romeo, 'subscribe', 'juliet@localhost/balcony', '<status>it is me</status>');
    expect(heard(romeo)).toEqual(['push jid=juliet@localhost none ask=subscribe']);
    expect(juliet.hears()).toEqual([
      "<presence xmlns='jabber:client' to='juliet@localhost' type='subscribe' from='romeo@localhost'><status>it is me</status></presence>",
    ]);
    expect(room.rosters.get('juliet@localhost', 'romeo@localhost')).toMatchObject({
      listed: false,
      request: expect.stringContaining('<status>it is me</status>'),
    });
    // Who has only asked is not in the roster (§3.1.3).
    await juliet.saysAndIsTold(ROSTER_GET);
    expect(juliet.hears()[0]).not.toContain('<item');
  });

  it('that is granted shows presence at once, after the approval and the push', async () => {
    await tell(romeo, 'subscribe', 'juliet@localhost');
    romeo.hears();
    juliet.hears();
    await tell(juliet, 'subscribed', 'romeo@localhost');
    expect(heard(juliet)).toEqual(['push jid=romeo@localhost from']);
    expect(heard(romeo)).toEqual([
      'subscribed juliet@localhost',
      'push jid=juliet@localhost to',
      'available juliet@localhost/balcony',
    ]);
    await juliet.saysAndIsTold("<presence xmlns='jabber:client'><show>away</show></presence>");
    expect(heard(romeo)).toEqual(['available juliet@localhost/balcony']);
  });

  it('is for who is available, the answer for who has the roster (§3.1.3, §3.1.6)', async () => {
    const [reader, watcher] = [
      room.enter('juliet@localhost/reader'),
      await room.enterAvailable('juliet@localhost/watcher'),
    ];
    await reader.saysAndIsTold(ROSTER_GET);
    for (const person of [reader, watcher, juliet, romeo]) person.hears();
    await tell(romeo, 'subscribe', 'juliet@localhost');
    expect([heard(reader), heard(watcher)]).toEqual([[], ['subscribe romeo@localhost']]);
    await tell(juliet, 'subscribe', 'romeo@localhost');
    await tell(romeo, 'subscribed', 'juliet@localhost');
    expect(heard(reader)).toEqual([
      'push jid=romeo@localhost none ask=subscribe',
      'subscribed romeo@localhost',
      'push jid=romeo@localhost to',
    ]);
    expect(heard(watcher)).toEqual(['available romeo@localhost/phone']);
    // What she did meanwhile is no answer to his request.
    expect(room.rosters.get('juliet@localhost', 'romeo@localhost')).toMatchObject({
      subscription: 'to',
      request: expect.stringContaining("type='subscribe'"),
    });
  });

  it('that is denied leaves nothing behind', async () => {
    await tell(romeo, 'subscribe', 'juliet@localhost');
    romeo.hears();
    juliet.hears();
    await tell(juliet, 'unsubscribed', 'romeo@localhost');
    expect(heard(juliet)).toEqual([]);
    expect(heard(romeo)).toEqual(['unsubscribed juliet@localhost', 'push jid=juliet@localhost none']);
    expect(room.rosters.get('juliet@localhost', 'romeo@localhost')).toBeUndefined();
  });

  it('waits for who is not there, and comes at each login until it is answered', async () => {
    await tell(romeo, 'subscribe', 'nurse@localhost', '<status>hello</status>');
    for (const resource of ['one', 'two']) {
      const nurse = room.enter(`nurse@localhost/${resource}`);
      await nurse.saysAndIsTold("<presence xmlns='jabber:client'/>");
      expect(nurse.hears().at(-1)).toContain(
        "type='subscribe' from='romeo@localhost'><status>hello</status>",
      );
      await nurse.saysAndIsTold("<presence xmlns='jabber:client'><show>away</show></presence>");
      expect(heard(nurse).filter((text) => text.startsWith('subscribe'))).toEqual([]);
    }
    const nurse = await online(room, 'nurse@localhost/one');
    await tell(nurse, 'subscribed', 'romeo@localhost');
    nurse.hears();
    const again = room.enter('nurse@localhost/three');
    await again.saysAndIsTold("<presence xmlns='jabber:client'/>");
    expect(heard(again).filter((text) => text.startsWith('subscribe'))).toEqual([]);
  });

  it('that is repeated is not delivered twice', async () => {
    await tell(romeo, 'subscribe', 'juliet@localhost');
    await tell(romeo, 'subscribe', 'juliet@localhost');
    expect(heard(juliet)).toEqual(['subscribe romeo@localhost']);
  });

  it('by who is subscribed already is granted by the server: the other side had lost it', async () => {
    room.rosters.put('nurse@localhost', { jid: 'romeo@localhost', subscription: 'from' });
    const nurse = await online(room, 'nurse@localhost/kitchen');
    expect(heard(romeo)).toEqual(['available nurse@localhost/kitchen']);
    await tell(romeo, 'subscribe', 'nurse@localhost');
    expect(heard(nurse)).toEqual([]);
    expect(heard(romeo)).toEqual([
      'subscribed nurse@localhost',
      'push jid=nurse@localhost to',
      'available nurse@localhost/kitchen',
    ]);
  });

  it('of many is handed over as far as there is room; the session lives on', async () => {
    const request = `<presence xmlns='jabber:client' type='subscribe'><status>${'x'.repeat(4000)}</status></presence>`;
    for (let i = 0; i < 100; i++)
      room.rosters.put('nurse@localhost', { jid: `s${i}@localhost`, listed: false, request });
    const managed = room.enter('nurse@localhost/managed', { managed: true });
    await managed.saysAndIsTold("<presence xmlns='jabber:client'/>");
    expect(managed.session.state.phase).toBe('live');
    // Ten, and four times that in the first minute, one of them the own presence.
    expect(managed.hears().filter((xml) => xml === request)).toHaveLength(39);
    const plain = room.enter('nurse@localhost/plain');
    await plain.saysAndIsTold("<presence xmlns='jabber:client'/>");
    expect(plain.hears().filter((xml) => xml === request)).toHaveLength(64);
  });

  it('of somebody who is kept away is not handed over, and not forgotten', async () => {
    await tell(romeo, 'subscribe', 'nurse@localhost');
    const { presenceGates } = room.get(DeliveryHooks);
    presenceGates.push((owner) => owner.startsWith('romeo@'));
    const nurse = room.enter('nurse@localhost/one');
    await nurse.saysAndIsTold("<presence xmlns='jabber:client'/>");
    expect(heard(nurse)).toEqual(['available nurse@localhost/one']);
    presenceGates.pop();
    const again = room.enter('nurse@localhost/two');
    await again.saysAndIsTold("<presence xmlns='jabber:client'/>");
    expect(heard(again)).toContain('subscribe romeo@localhost');
  });

  it('is kept without its payload when that is large', async () => {
    await tell(romeo, 'subscribe', 'nurse@localhost', `<status>${'x'.repeat(5000)}</status>`);
    expect(room.rosters.get('nurse@localhost', 'romeo@localhost')?.request).toBe(
      "<presence xmlns='jabber:client' from='romeo@localhost' to='nurse@localhost' type='subscribe'/>",
    );
  });

  it('of one stranger too many is not heard', async () => {
    for (let i = 0; i < 1000; i++)
      room.rosters.put('nurse@localhost', { jid: `s${i}@localhost`, listed: false, request: '<presence/>' });
    await tell(romeo, 'subscribe', 'nurse@localhost');
    expect(room.rosters.get('nurse@localhost', 'romeo@localhost')).toBeUndefined();
    expect(room.rosters.get('romeo@localhost', 'nurse@localhost')).toMatchObject({ ask: true });
  });
});
