import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StreamFeatures } from '#sessions';
import { DeliveryHooks } from '../router/delivery-hooks.js';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
let romeo: Person;
let juliet: Person;
beforeEach(async () => {
  room = await ImRoom.open();
  romeo = await online('romeo@localhost/phone');
  juliet = await online('juliet@localhost/balcony');
});
afterEach(() => room.close());

const GET = "<iq xmlns='jabber:client' type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>";

/** With the roster, and available. */
async function online(fullJid: string): Promise<Person> {
  const person = room.enter(fullJid);
  await person.saysAndIsTold(GET);
  await person.saysAndIsTold("<presence xmlns='jabber:client'/>");
  person.hears();
  return person;
}

const tell = (person: Person, type: string, to: string, payload = '') =>
  person.saysAndIsTold(`<presence xmlns='jabber:client' to='${to}' type='${type}'>${payload}</presence>`);

/** What was heard, in a few words each. */
const heard = (person: Person) =>
  person.hears().map((xml) => {
    const attribute = (name: string) => new RegExp(` ${name}='([^']*)'`).exec(xml)?.[1];
    const item = /<item ([^>]*)\/>/.exec(xml)?.[1];
    if (item !== undefined) return `push ${item.replaceAll("'", '').replace('subscription=', '')}`;
    const error = /<error [^>]*><([a-z-]+) /.exec(xml)?.[1];
    return `${attribute('type') ?? 'available'} ${attribute('from')}${error === undefined ? '' : ` ${error}`}`;
  });

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
    await juliet.saysAndIsTold(GET);
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
    await reader.saysAndIsTold(GET);
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
    const nurse = await online('nurse@localhost/one');
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
    const nurse = await online('nurse@localhost/kitchen');
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
    romeo = await online('romeo@localhost/phone');
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
