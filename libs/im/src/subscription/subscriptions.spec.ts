import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StreamFeatures } from '#sessions';
import { heard, online, tell } from '../testing/acquaintance.js';
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

/** Romeo sees Juliet, and Juliet sees Romeo where `both`. */
async function befriend(both = true): Promise<void> {
  await tell(romeo, 'subscribe', 'juliet@localhost');
  await tell(juliet, 'subscribed', 'romeo@localhost');
  if (both) {
    await tell(juliet, 'subscribe', 'romeo@localhost');
    await tell(romeo, 'subscribed', 'juliet@localhost');
  }
  romeo.hears();
  juliet.hears();
}

describe('an end of it (RFC 6121 §3.2, §3.3)', () => {
  it('by who was seen: the other is told, and sees nobody any more', async () => {
    await befriend();
    await tell(juliet, 'unsubscribed', 'romeo@localhost');
    expect(heard(juliet)).toEqual(['push jid=romeo@localhost to']);
    expect(heard(romeo)).toEqual([
      'unsubscribed juliet@localhost',
      'push jid=juliet@localhost from',
      'unavailable juliet@localhost/balcony',
    ]);
    await juliet.saysAndIsTold("<presence xmlns='jabber:client'/>");
    expect(heard(romeo)).toEqual([]);
  });

  it('by who saw: the other is told, and is not seen any more', async () => {
    await befriend();
    await tell(romeo, 'unsubscribe', 'juliet@localhost');
    expect(heard(juliet)).toEqual(['unsubscribe romeo@localhost', 'push jid=romeo@localhost to']);
    expect(heard(romeo)).toEqual(['push jid=juliet@localhost from', 'unavailable juliet@localhost/balcony']);
  });

  it('by removing the contact does both (§2.5.2)', async () => {
    await befriend();
    await romeo.saysAndIsTold(
      "<iq xmlns='jabber:client' type='set' id='r'><query xmlns='jabber:iq:roster'><item jid='juliet@localhost' subscription='remove'/></query></iq>",
    );
    expect(heard(juliet)).toEqual([
      'unsubscribe romeo@localhost',
      'unsubscribed romeo@localhost',
      'push jid=romeo@localhost none',
      'unavailable romeo@localhost/phone',
    ]);
    expect(heard(romeo)).toEqual([
      'push jid=juliet@localhost remove',
      'unavailable juliet@localhost/balcony',
      'result undefined',
    ]);
  });

  it('by removing a contact that was only asked takes the request back', async () => {
    await tell(romeo, 'subscribe', 'juliet@localhost');
    juliet.hears();
    await romeo.saysAndIsTold(
      "<iq xmlns='jabber:client' type='set' id='r'><query xmlns='jabber:iq:roster'><item jid='juliet@localhost' subscription='remove'/></query></iq>",
    );
    expect(heard(juliet)).toEqual(['unsubscribe romeo@localhost']);
    expect(room.rosters.get('juliet@localhost', 'romeo@localhost')).toBeUndefined();
  });
});

describe('approval in advance (RFC 6121 §3.4)', () => {
  it('is announced', () => {
    expect(room.get(StreamFeatures).at('after-authentication')).toContain(
      "<sub xmlns='urn:xmpp:features:pre-approval'/>",
    );
  });

  it('is kept, not told, and answers the request in the owner’s place', async () => {
    await tell(juliet, 'subscribed', 'romeo@localhost');
    expect(heard(juliet)).toEqual(['push jid=romeo@localhost none approved=true']);
    expect(heard(romeo)).toEqual([]);
    await tell(romeo, 'subscribe', 'juliet@localhost');
    expect(heard(juliet)).toEqual(['push jid=romeo@localhost from approved=true']);
    expect(heard(romeo)).toEqual([
      'subscribed juliet@localhost',
      'push jid=juliet@localhost to',
      'available juliet@localhost/balcony',
    ]);
  });

  it('can be taken back', async () => {
    await tell(juliet, 'subscribed', 'romeo@localhost');
    await tell(juliet, 'unsubscribed', 'romeo@localhost');
    expect(heard(juliet).at(-1)).toBe('push jid=romeo@localhost none');
    await tell(romeo, 'subscribe', 'juliet@localhost');
    expect(heard(juliet)).toEqual(['subscribe romeo@localhost']);
  });
});

describe('bad input', () => {
  it.each(['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed'])(
    '%s to oneself is refused, with no effect',
    async (type) => {
      await tell(romeo, type, 'romeo@localhost');
      expect(heard(romeo)).toEqual(['error romeo@localhost not-allowed']);
      expect(room.rosters.rows.size).toBe(0);
    },
  );

  it('to another domain is refused, with no effect', async () => {
    await tell(romeo, 'subscribe', 'tybalt@capulet.example');
    expect(heard(romeo)).toEqual(['error tybalt@capulet.example remote-server-not-found']);
    expect(room.rosters.rows.size).toBe(0);
  });

  it('to the server itself: a request is refused, what cannot matter is ignored', async () => {
    await tell(romeo, 'subscribe', 'localhost');
    expect(heard(romeo)).toEqual(['error localhost service-unavailable']);
    for (const type of ['subscribed', 'unsubscribe', 'unsubscribed']) await tell(romeo, type, 'localhost');
    expect(heard(romeo)).toEqual([]);
    expect(room.rosters.rows.size).toBe(0);
  });

  it('to an account that does not exist looks like one that does not answer (§8.5.1)', async () => {
    const written: string[] = [];
    room.rosters.write = async (rows) => void written.push(...rows.map(({ owner }) => owner));
    await tell(romeo, 'subscribe', 'nobody@localhost');
    expect(heard(romeo)).toEqual(['push jid=nobody@localhost none ask=subscribe']);
    expect(written).toEqual(['romeo@localhost']);
  });

  it('an answer that nobody asked for has no effect on the other side', async () => {
    await tell(romeo, 'unsubscribed', 'juliet@localhost');
    await tell(romeo, 'unsubscribe', 'juliet@localhost');
    expect([heard(romeo), heard(juliet)]).toEqual([[], []]);
    expect(room.rosters.rows.size).toBe(0);
  });

  it('one contact too many is refused, with no effect', async () => {
    await room.close();
    room = await ImRoom.openWith({ DORMOUSE_ROSTER_MAX_CONTACTS: '1' });
    romeo = await online(room, 'romeo@localhost/phone');
    await tell(romeo, 'subscribe', 'juliet@localhost');
    romeo.hears();
    await tell(romeo, 'subscribe', 'nurse@localhost');
    await tell(romeo, 'subscribed', 'nurse@localhost');
    expect(heard(romeo)).toEqual([
      'error nurse@localhost not-acceptable',
      'error nurse@localhost not-acceptable',
    ]);
    expect(room.rosters.rows.has('nurse@localhost')).toBe(false);
  });

  it('in a database that fails comes back, and nobody is told', async () => {
    await tell(romeo, 'unsubscribe', 'juliet@localhost');
    room.rosters.broken = 'write';
    await tell(romeo, 'subscribe', 'juliet@localhost');
    expect(heard(romeo)).toEqual(['error juliet@localhost internal-server-error']);
    expect(heard(juliet)).toEqual([]);
  });
});
