import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PresenceAccess } from '../presence-access/presence-access.js';
import { Rosters } from '../roster/rosters.js';
import { DeliveryHooks } from '../router/delivery-hooks.js';
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
const probe = (person: Person, to: string) =>
  person.saysAndIsTold(`<presence xmlns='jabber:client' type='probe' to='${to}'/>`);

describe('presence of contacts (RFC 6121 §4.2–§4.5)', () => {
  it('comes to all available resources with every change, addressed to their account', async () => {
    const [balcony, garden] = [
      await room.enterAvailable('juliet@localhost/balcony'),
      await room.enterAvailable('juliet@localhost/garden', { priority: -1 }),
    ];
    const silent = room.enter('juliet@localhost/silent');
    balcony.hears();
    const phone = room.enter('romeo@localhost/phone');
    await phone.saysAndIsTold("<presence xmlns='jabber:client'><show>away</show></presence>");
    expect(balcony.hears()).toEqual([
      "<presence to='juliet@localhost' xmlns='jabber:client' from='romeo@localhost/phone'><show>away</show></presence>",
    ]);
    expect(heard(garden)).toEqual(['phone available']);
    await phone.saysAndIsTold(PRESENCE);
    await phone.saysAndIsTold(GONE);
    expect(heard(garden)).toEqual(['phone available', 'phone unavailable']);
    expect(balcony.hears().at(-1)).toContain('<status>bye</status>');
    await phone.saysAndIsTold(GONE);
    expect([heard(garden), heard(silent)]).toEqual([[], []]);
  });

  it('is there for a newcomer, once, at the first presence (§4.3)', async () => {
    await room.enterAvailable('juliet@localhost/balcony');
    await room.enterAvailable('juliet@localhost/garden');
    const phone = room.enter('romeo@localhost/phone');
    await phone.saysAndIsTold(PRESENCE);
    expect(heard(phone).sort()).toEqual(['balcony available', 'garden available', 'phone available']);
    await phone.saysAndIsTold(PRESENCE);
    expect(heard(phone)).toEqual(['phone available']);
  });

  it('goes one way where the subscription does', async () => {
    room.rosters.put('romeo@localhost', { jid: 'juliet@localhost', subscription: 'to' });
    room.rosters.put('juliet@localhost', { jid: 'romeo@localhost', subscription: 'from' });
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    const phone = room.enter('romeo@localhost/phone');
    await phone.saysAndIsTold(PRESENCE);
    expect(heard(juliet)).toEqual([]);
    expect(heard(phone)).toEqual(['phone available', 'balcony available']);
  });

  it('is not shown where the contact’s own roster does not allow it', async () => {
    room.rosters.put('juliet@localhost', { jid: 'romeo@localhost', subscription: 'none' });
    await room.enterAvailable('juliet@localhost/balcony');
    const phone = room.enter('romeo@localhost/phone');
    await phone.saysAndIsTold(PRESENCE);
    expect(heard(phone)).toEqual(['phone available']);
  });

  it('ends for them when the session does, and not while it sleeps', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    const phone = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    juliet.hears();
    room.sleep(phone);
    expect(heard(juliet)).toEqual([]);
    const late = room.enter('juliet@localhost/garden');
    await late.saysAndIsTold(PRESENCE);
    expect(heard(late)).toContain('phone available');
    await room.expire(phone);
    expect(heard(late)).toEqual(['phone unavailable']);
  });

  it('keeps its order while the roster is being read', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    const phone = room.enter('romeo@localhost/phone');
    const said = [PRESENCE, GONE, PRESENCE].map(async (xml) => phone.saysAndIsTold(xml));
    expect(heard(juliet)).toEqual([]);
    await Promise.all(said);
    expect(heard(juliet)).toEqual(['phone available', 'phone unavailable', 'phone available']);
  });

  it.each([
    ['is there for a newcomer though the contact’s roster has to be read first', [PRESENCE], 1],
    ['is not there for one that has gone by then', [PRESENCE, GONE], 0],
  ])('%s', async (_name, said, told) => {
    // Available, but what its own roster says could not be read then, as after a restart.
    room.rosters.broken = 'load';
    await room.enterAvailable('juliet@localhost/balcony');
    room.rosters.broken = null;
    const rosters = room.get(Rosters);
    await rosters.hold(['romeo@localhost']);
    const phone = room.enter('romeo@localhost/phone');
    for (const xml of said) phone.says(xml);
    await rosters.hold(['juliet@localhost']);
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard(phone).filter((text) => text === 'balcony available')).toHaveLength(told);
  });

  it('costs no read and no write once the roster is there', async () => {
    await room.enterAvailable('juliet@localhost/balcony');
    const phone = await room.enterAvailable('romeo@localhost/phone');
    const before = { ...room.rosters.asked };
    for (let i = 0; i < 10; i++) expect(phone.saysAndIsTold(PRESENCE)).toBeUndefined();
    expect(room.rosters.asked).toEqual(before);
  });

  it('of a resource that was taken over ends when the heir goes without ever having been available', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    const old = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    juliet.hears();
    const heir = room.enter('romeo@localhost/phone');
    await room.expire(old);
    expect(heard(juliet)).toEqual([]);
    await room.expire(heir);
    expect(heard(juliet)).toEqual(['phone unavailable']);
  });

  it('of a resource that was taken over is its heir’s from the first presence on', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    const old = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    const heir = room.enter('romeo@localhost/phone');
    await room.expire(old);
    juliet.hears();
    await heir.saysAndIsTold(PRESENCE);
    await heir.saysAndIsTold(GONE);
    await room.expire(heir);
    expect(heard(juliet)).toEqual(['phone available', 'phone unavailable']);
  });

  it('is kept from who must not see it, and from who asks for them', async () => {
    const { presenceGates } = room.get(DeliveryHooks);
    presenceGates.push((owner, viewer) => owner.startsWith('romeo@') && viewer.startsWith('juliet@'));
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    const phone = await room.enterAvailable('romeo@localhost/phone');
    await phone.saysAndIsTold(PRESENCE);
    await probe(juliet, 'romeo@localhost');
    expect(heard(juliet)).toEqual(['undefined unsubscribed']);
    expect(await room.get(PresenceAccess).allows('juliet@localhost', 'romeo@localhost')).toBe(false);
    expect(await room.get(PresenceAccess).allows('romeo@localhost', 'juliet@localhost')).toBe(true);
  });
});

describe('more contacts than there is room for', () => {
  const many = async (count: number, status = '') => {
    for (let i = 0; i < count; i++) {
      room.rosters.befriend('romeo@localhost', `friend${i}@localhost`);
      const friend = await room.enterAvailable(`friend${i}@localhost/r`);
      await friend.saysAndIsTold(`<presence xmlns='jabber:client'><status>${status}</status></presence>`);
    }
  };

  it('are shown as far as the queue goes; the session lives on', async () => {
    await many(45);
    const phone = room.enter('romeo@localhost/phone', { managed: true });
    await phone.saysAndIsTold(PRESENCE);
    expect(phone.session.state.phase).toBe('live');
    // Ten, and four times that in the first minute, one of them the own presence.
    expect(heard(phone)).toHaveLength(40);
  });

  it('are shown as far as a socket may be expected to take it, without stream management', async () => {
    await many(10, 'x'.repeat(50_000));
    const phone = room.enter('romeo@localhost/phone');
    await phone.saysAndIsTold(PRESENCE);
    expect(heard(phone)).toHaveLength(1 + 5);
  });
});

describe('a roster that cannot be read', () => {
  it('is the sender’s to know, and the next presence is told again', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    const phone = room.enter('romeo@localhost/phone');
    room.rosters.broken = 'load';
    await phone.saysAndIsTold(PRESENCE);
    expect(phone.hears().at(-1)).toMatch(/^<presence [^>]*type='error'><error [^>]*><internal-server-error /);
    expect(heard(juliet)).toEqual([]);
    room.rosters.broken = null;
    await phone.saysAndIsTold(PRESENCE);
    expect(heard(juliet)).toEqual(['phone available']);
  });
});
