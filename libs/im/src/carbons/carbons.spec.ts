import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
let juliet: Person;
let phone: Person;
let tablet: Person;
beforeEach(async () => {
  room = await ImRoom.open();
  juliet = await room.enterAvailable('juliet@localhost/balcony');
  phone = await room.enterAvailable('romeo@localhost/phone', { managed: true, priority: 5 });
  tablet = await room.enterAvailable('romeo@localhost/tablet', { managed: true });
  switchCarbons(tablet);
});
afterEach(() => room.close());

function switchCarbons(person: Person, name = 'enable', to = ''): string {
  const said = `<iq xmlns='jabber:client' type='set' id='c'${to}><${name} xmlns='urn:xmpp:carbons:2'/></iq>`;
  person.hears();
  person.says(said);
  return person.hears().join();
}

const chat = (to: string, inside = '<body>Wherefore?</body>', type = 'chat') =>
  `<message xmlns='jabber:client' to='${to}' type='${type}' id='m'>${inside}</message>`;
const stamped = (from: string, to: string) =>
  `<message xmlns='jabber:client' to='${to}' type='chat' id='m' from='${from}'><body>Wherefore?</body></message>`;
const copy = (direction: string, bareJid: string, resource: string, original: string) =>
  `<message xmlns='jabber:client' from='${bareJid}' to='${bareJid}/${resource}' type='chat'>` +
  `<${direction} xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>${original}</forwarded></${direction}></message>`;

/** Presence comes and goes beside. */
const messages = (person: Person) => person.hears().filter((xml) => xml.startsWith('<message'));

describe('carbons (XEP-0280)', () => {
  it.each(['romeo@localhost', 'romeo@localhost/phone'])(
    'of what comes for %s go to who did not get it (§7)',
    (to) => {
      juliet.says(chat(to));
      const original = stamped('juliet@localhost/balcony', to);
      expect(messages(phone)).toEqual([original]);
      expect(messages(tablet)).toEqual([copy('received', 'romeo@localhost', 'tablet', original)]);
    },
  );

  it('of what is sent go to the sender’s others, whether or not the sender has them on (§8)', () => {
    phone.says(chat('juliet@localhost'));
    const original = stamped('romeo@localhost/phone', 'juliet@localhost');
    expect(messages(juliet)).toEqual([original]);
    expect(messages(tablet)).toEqual([copy('sent', 'romeo@localhost', 'tablet', original)]);
    expect(messages(phone)).toEqual([]);
    tablet.says(chat('juliet@localhost'));
    expect([messages(phone), messages(tablet)]).toEqual([[], []]);
  });

  it('are not for who got the message itself, at however many resources', async () => {
    const watch = await room.enterAvailable('romeo@localhost/watch', { priority: 5 });
    switchCarbons(watch);
    switchCarbons(phone);
    messages(tablet);
    juliet.says(chat('romeo@localhost'));
    expect([phone, watch].map((person) => messages(person).join())).toEqual(
      Array(2).fill(stamped('juliet@localhost/balcony', 'romeo@localhost')),
    );
    expect(messages(tablet)).toHaveLength(1);
  });

  it('of what an account says to itself are one each, and none for the sender', () => {
    switchCarbons(phone);
    tablet.says(chat('romeo@localhost'));
    expect(messages(phone)).toEqual([stamped('romeo@localhost/tablet', 'romeo@localhost')]);
    expect(messages(tablet)).toEqual([]);
    phone.says(chat('romeo@localhost'));
    const original = stamped('romeo@localhost/phone', 'romeo@localhost');
    expect(messages(phone)).toEqual([original]);
    expect(messages(tablet)).toEqual([copy('sent', 'romeo@localhost', 'tablet', original)]);
  });

  it('go on and off, and asking twice is no error (§10.1)', () => {
    for (const [name, to] of [
      ['enable', ''],
      ['disable', ''],
      ['disable', " to='localhost'"],
      ['enable', ''],
      ['enable', " to='romeo@localhost'"],
    ] as const) {
      expect(switchCarbons(tablet, name, to)).toContain("type='result'");
      juliet.says(chat('romeo@localhost'));
      expect(messages(tablet)).toHaveLength(name === 'enable' ? 1 : 0);
    }
    expect(switchCarbons(tablet, 'toggle')).toContain('<bad-request');
    expect(switchCarbons(tablet, 'disable', " to='juliet@localhost'")).toContain('<service-unavailable');
  });

  it.each([
    ['private', `<body>b</body><private xmlns='urn:xmpp:carbons:2'/><no-copy xmlns='urn:xmpp:hints'/>`],
    ['forged as one', `<received xmlns='urn:xmpp:carbons:2'/>`],
  ])('are not made of what is %s, which arrives as it was sent (§9)', (_what, inside) => {
    juliet.says(chat('romeo@localhost/phone', inside));
    expect(messages(phone)[0]).toContain(inside);
    phone.says(chat('juliet@localhost', inside));
    expect(messages(tablet)).toEqual([]);
  });

  it('are not made of what came back as an error', () => {
    phone.says(chat('juliet@localhost/elsewhere', '<body>b</body>', 'normal'));
    expect(messages(phone).join()).toContain("type='error'");
    expect(messages(tablet)).toEqual([]);
  });

  it('R34: go on being made for who sleeps, and wait for the resumption', () => {
    room.sleep(tablet);
    juliet.says(chat('romeo@localhost'));
    expect(tablet.session.carbons).toBe(true);
    expect(tablet.session.sm?.outbound.length).toBe(1);
  });

  it('are dropped where the session ends: the original has its own fate', async () => {
    room.sleep(tablet);
    juliet.says(chat('romeo@localhost/phone'));
    messages(phone);
    await room.expire(tablet);
    expect(messages(phone)).toEqual([]);
    expect(messages(juliet)).toEqual([]);
  });

  it('escape what an address may hold', async () => {
    const odd = await room.enterAvailable("romeo@localhost/o'clock");
    switchCarbons(odd);
    juliet.says(chat('romeo@localhost/phone'));
    expect(messages(odd).join()).toContain("to='romeo@localhost/o&apos;clock'");
  });

  it('of what is kept for later go to who is there but takes no messages, and of what was refused to nobody', async () => {
    const shy = await room.enterAvailable('nurse@localhost/shy', { managed: true, priority: -1 });
    switchCarbons(shy);
    await phone.saysAndIsTold(chat('nurse@localhost'));
    expect(room.offline.rows).toHaveLength(1);
    const original = stamped('romeo@localhost/phone', 'nurse@localhost');
    expect(messages(shy)).toEqual([copy('received', 'nurse@localhost', 'shy', original)]);
    expect(messages(tablet)).toEqual([copy('sent', 'romeo@localhost', 'tablet', original)]);
    await phone.saysAndIsTold(chat('nurse@localhost', "<body>b</body><no-store xmlns='urn:xmpp:hints'/>"));
    expect([messages(shy), messages(tablet)]).toEqual([[], []]);
  });
});
