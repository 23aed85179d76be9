import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoredOfflineStanza } from '#ports';
import { ImRoom, NOW } from '../testing/im-room.js';
import { OfflineDelivery } from './offline-delivery.js';

let room: ImRoom;
afterEach(() => room.close());

/** Until the store was asked, what it has is safe in a queue, and it has forgotten it. */
const round = async () => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
};
const open = (env: Record<string, string> = {}) => ImRoom.openWith({ SMACKS_ON_EXPIRY: 'offline', ...env });
const chat = (id: string, more = '') =>
  `<message xmlns='jabber:client' to='romeo@localhost/phone' type='chat' id='${id}'><body>${id}</body>${more}</message>`;
const ids = (heard: readonly string[]) =>
  heard.flatMap((xml) => /<message.* id='([^']+)'/.exec(xml)?.[1] ?? []);

let seq = 1_000;
const kept = (id: string, bytes = 10): StoredOfflineStanza => ({
  seq: ++seq,
  intent: 0,
  bareJid: 'romeo@localhost',
  xml: `<message xmlns='jabber:client' id='${id}'><body>${'x'.repeat(bytes)}</body></message>`,
  kind: 'message',
  type: 'chat',
  from: 'juliet@localhost/balcony',
  at: NOW,
});

/** Romeo's phone sleeps with `stanzas` of Juliet, then runs out of time. */
async function expired(...stanzas: string[]) {
  const juliet = await room.enterAvailable('juliet@localhost/balcony');
  const phone = await room.enterAvailable('romeo@localhost/phone', { managed: true });
  room.sleep(phone);
  for (const stanza of stanzas) juliet.says(stanza);
  await room.expire(phone);
  return juliet;
}

describe('what an expired session left, on expiry offline', () => {
  it('is delivered at the next login, in order, with the time it was sent, and once', async () => {
    room = await open();
    const juliet = await expired(chat('1'), chat('2'));
    expect(juliet.hears()).toEqual([]);
    const laptop = await room.enterAvailable('romeo@localhost/laptop', { managed: true });
    await round();
    const heard = laptop.hears();
    expect(ids(heard)).toEqual(['1', '2']);
    expect(heard[0]).toContain(
      "<delay xmlns='urn:xmpp:delay' from='localhost' stamp='2030-01-01T00:00:00.000Z'/></message>",
    );
    expect(room.offline.rows).toEqual([]);
    const tablet = await room.enterAvailable('romeo@localhost/tablet', { managed: true });
    await round();
    expect(ids(tablet.hears())).toEqual([]);
  });

  it('goes to another resource where there is one', async () => {
    room = await open();
    const laptop = await room.enterAvailable('romeo@localhost/laptop');
    await expired(chat('1'));
    expect(ids(laptop.hears())).toEqual(['1']);
    expect(room.offline.rows).toEqual([]);
  });

  it('is dropped when the sender forbids storing it (XEP-0334), or when it is nothing but a chat state', async () => {
    room = await open();
    const state = `<message xmlns='jabber:client' to='romeo@localhost/phone' type='chat'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>`;
    const juliet = await expired(chat('1', `<no-store xmlns='urn:xmpp:hints'/>`), state);
    expect(room.offline.rows).toEqual([]);
    expect(juliet.hears()).toEqual([]);
  });
});

describe('what is kept', () => {
  it('waits for a priority that is not negative', async () => {
    room = await open();
    await expired(chat('1'));
    const phone = await room.enterAvailable('romeo@localhost/phone', { priority: -1 });
    await round();
    expect(ids(phone.hears())).toEqual([]);
    phone.says("<presence xmlns='jabber:client'/>");
    await round();
    expect(ids(phone.hears())).toEqual(['1']);
  });

  it('is not looked for at every presence', async () => {
    room = await open();
    const phone = await room.enterAvailable('romeo@localhost/phone');
    await round();
    room.offline.rows.push(kept('1'));
    phone.says("<presence xmlns='jabber:client'><show>away</show></presence>");
    await round();
    expect(room.offline.rows).toHaveLength(1);
  });

  it('stays when the session has gone meanwhile', async () => {
    room = await open();
    room.offline.rows.push(kept('1'));
    const phone = room.enter('romeo@localhost/phone');
    phone.says("<presence xmlns='jabber:client'/>");
    phone.says("<presence xmlns='jabber:client' type='unavailable'/>");
    await round();
    expect(room.offline.rows).toHaveLength(1);
  });

  it('is handed over as far as the queue has room; the rest waits', async () => {
    room = await open({ SMACKS_MAX_QUEUE_STANZAS: '10' });
    room.offline.rows = Array.from({ length: 50 }, (_, i) => kept(`${i}`));
    const phone = room.enter('romeo@localhost/phone', { managed: true });
    phone.says("<presence xmlns='jabber:client'/>");
    await round();
    // Four times the limit in the first minute, one of them the own presence.
    expect(ids(phone.hears())).toHaveLength(39);
    expect(room.offline.rows).toHaveLength(11);
  });

  it('never floods a client without stream management, but one stanza always goes', async () => {
    room = await open();
    room.offline.rows = [kept('1', 600_000), kept('2', 10), kept('3', 10)];
    const [phone, tablet] = [room.enter('romeo@localhost/phone'), room.enter('romeo@localhost/tablet')];
    phone.says("<presence xmlns='jabber:client'/>");
    await round();
    expect(ids(phone.hears())).toEqual(['1']);
    tablet.says("<presence xmlns='jabber:client'/>");
    await round();
    expect(ids(tablet.hears())).toEqual(['2', '3']);
  });

  it('is no request to subscribe: that comes from the roster, once for each resource', async () => {
    room = await open();
    const request = "<presence xmlns='jabber:client' from='juliet@localhost' type='subscribe'/>";
    room.rosters.put('romeo@localhost', { jid: 'juliet@localhost', listed: false, request });
    room.offline.rows = [{ ...kept('1'), xml: request, kind: 'presence', type: 'subscribe' }, kept('2')];
    const phone = room.enter('romeo@localhost/phone');
    await phone.saysAndIsTold("<presence xmlns='jabber:client'/>");
    await round();
    const heard = phone.hears();
    expect(heard.filter((xml) => xml === request)).toHaveLength(1);
    expect(ids(heard)).toEqual(['2']);
    expect(room.offline.rows).toEqual([]);
  });

  it('is reported when it cannot be read, and stays', async () => {
    room = await open();
    room.offline.rows.push(kept('1'));
    room.offline.broken = true;
    const errors: unknown[] = [];
    Logger.overrideLogger({
      log: () => undefined,
      warn: () => undefined,
      error: (text: unknown) => errors.push(text),
    });
    await room.enterAvailable('romeo@localhost/phone');
    await round();
    expect(errors).toEqual([expect.stringContaining('disk I/O error')]);
    expect(room.offline.rows).toHaveLength(1);
  });
});

describe('after a restart', () => {
  it('hands what is kept to one of those who are there, for a crash may have cut a login short', async () => {
    room = await open();
    const unwilling = await room.enterAvailable('romeo@localhost/tv', { managed: true, priority: -1 });
    const phone = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    const laptop = await room.enterAvailable('romeo@localhost/laptop', { managed: true });
    await round();
    for (const person of [unwilling, phone, laptop]) person.hears();
    room.offline.rows.push(kept('1'), kept('2'));
    room.get(OfflineDelivery).catchUp();
    await round();
    expect(ids(phone.hears())).toEqual(['1', '2']);
    expect([...ids(laptop.hears()), ...ids(unwilling.hears())]).toEqual([]);
    expect(room.offline.rows).toEqual([]);
  });
});
