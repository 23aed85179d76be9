import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRIVATE_STORE } from '#ports';
import { ImRoom, type Person } from '../testing/im-room.js';
import type { MemoryPrivate } from '../testing/memory-private.js';

let room: ImRoom;
let romeo: Person;
beforeEach(async () => {
  room = await ImRoom.openWith({ DORMOUSE_PRIVATE_STORAGE_MAX_BYTES: '1024' });
  romeo = await room.enterAvailable('romeo@localhost/orchard');
});
afterEach(() => room.close());

const BOOKMARKS = "<storage xmlns='storage:bookmarks'><conference jid='rose@garden'/></storage>";

/** Asks, and answers what comes back once the store has spoken. */
async function asks(person: Person, type: 'get' | 'set', inside: string, to = ''): Promise<string> {
  const query = `<query xmlns='jabber:iq:private'>${inside}</query>`;
  await person.saysAndIsTold(`<iq xmlns='jabber:client' type='${type}' id='p'${to}>${query}</iq>`);
  return person.hears().join();
}

describe('private storage (XEP-0049)', () => {
  it('gives back what was stored, to every resource of its owner and to nobody else', async () => {
    expect(await asks(romeo, 'set', BOOKMARKS)).toContain("type='result'/>");
    const phone = await room.enterAvailable('romeo@localhost/phone');
    const asked = "<storage xmlns='storage:bookmarks'/>";
    expect(await asks(phone, 'get', asked)).toContain(
      `<query xmlns='jabber:iq:private'>${BOOKMARKS}</query>`,
    );
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    expect(await asks(juliet, 'get', asked)).toContain(`'jabber:iq:private'>${asked}</query>`);
    for (const type of ['get', 'set'] as const)
      expect(await asks(juliet, type, BOOKMARKS, " to='romeo@localhost'")).toContain('<forbidden');
    expect(await asks(romeo, 'get', asked)).toContain(BOOKMARKS);
  });

  it('gives back what it was asked for where nothing was stored', async () => {
    const asked = "<roster xmlns='roster:delimiter'/>";
    expect(await asks(romeo, 'get', asked)).toContain(
      `type='result'><query xmlns='jabber:iq:private'>${asked}`,
    );
  });

  it('holds the stanza back from h until the store has answered', () => {
    const iq = `<iq xmlns='jabber:client' type='set' id='p'><query xmlns='jabber:iq:private'>${BOOKMARKS}</query></iq>`;
    expect(romeo.saysAndIsTold(iq)).toBeInstanceOf(Promise);
    expect(romeo.hears()).toEqual([]);
  });

  it.each([
    ['get', ''],
    ['set', ''],
    ['set', 'text only'],
    ['get', "<a xmlns='urn:a'/><b xmlns='urn:b'/>"],
    ['get', '<storage/>'],
    ['set', `${BOOKMARKS}<nameless/>`],
  ] as const)('refuses a %s of "%s" and changes nothing (§2.3)', async (type, inside) => {
    expect(await asks(romeo, type, inside)).toContain('<not-acceptable');
    expect(await asks(romeo, 'get', "<storage xmlns='storage:bookmarks'/>")).not.toContain('rose@garden');
  });

  it('keeps no more bytes of one user than it may', async () => {
    const large = `<notes xmlns='urn:notes'>${'x'.repeat(2000)}</notes>`;
    const answer = await asks(romeo, 'set', large);
    expect(answer).toContain('<resource-constraint');
    expect(answer).toContain('1024 bytes');
    expect(await asks(romeo, 'get', "<notes xmlns='urn:notes'/>")).not.toContain('xxx');
  });

  it('says so when the store fails', async () => {
    room.store<MemoryPrivate>(PRIVATE_STORE).broken = true;
    expect(await asks(romeo, 'set', BOOKMARKS)).toContain('<internal-server-error');
  });
});
