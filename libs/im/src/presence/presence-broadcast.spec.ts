import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
beforeEach(async () => {
  room = await ImRoom.open();
});
afterEach(() => room.close());

const PRESENCE = "<presence xmlns='jabber:client'/>";
const GONE = "<presence xmlns='jabber:client' type='unavailable'/>";
const to = (jid: string, type = '') =>
  `<presence xmlns='jabber:client' to='${jid}'${type === '' ? '' : ` type='${type}'`}/>`;
/** `from type` of each presence heard. */
const heard = (person: Person) =>
  person.hears().map((xml) => {
    const from = /from='[^']*\/([^']*)'/.exec(xml)?.[1];
    return `${from} ${/type='([^']*)'/.exec(xml)?.[1] ?? 'available'}`;
  });

describe('presence of the own resources', () => {
  it('is told to all of them, the sender included; a first one hears of the others', () => {
    const one = room.enter('romeo@localhost/one');
    one.says(PRESENCE);
    expect(heard(one)).toEqual(['one available']);
    const two = room.enter('romeo@localhost/two');
    two.says(PRESENCE);
    expect(heard(two).sort()).toEqual(['one available', 'two available']);
    expect(heard(one)).toEqual(['two available']);
    two.says(PRESENCE);
    expect(heard(two)).toEqual(['two available']);
  });

  it('is not told to those who have sent none', () => {
    const silent = room.enter('romeo@localhost/silent');
    room.enter('romeo@localhost/one').says(PRESENCE);
    expect(heard(silent)).toEqual([]);
  });

  it('carries a priority, 0 unless it is one', () => {
    const romeo = room.enter('romeo@localhost/one');
    romeo.says("<presence xmlns='jabber:client'><priority>-3</priority></presence>");
    expect(romeo.session).toMatchObject({ available: true, priority: -3 });
    romeo.says("<presence xmlns='jabber:client'><priority>high</priority></presence>");
    expect(romeo.session.priority).toBe(0);
  });

  it('ends with unavailable, told to all of them', async () => {
    const [one, two] = [
      await room.enterAvailable('romeo@localhost/one'),
      await room.enterAvailable('romeo@localhost/two'),
    ];
    one.hears();
    two.says(GONE);
    expect(heard(one)).toEqual(['two unavailable']);
    expect(two.session.available).toBe(false);
    await room.expire(two);
    expect(heard(one)).toEqual([]);
  });

  it('ends for the others when the session does', async () => {
    const one = await room.enterAvailable('romeo@localhost/one');
    const two = await room.enterAvailable('romeo@localhost/two', { managed: true });
    one.hears();
    room.sleep(two);
    expect(heard(one)).toEqual([]);
    await room.expire(two);
    expect(heard(one)).toEqual(['two unavailable']);
  });
});

describe('directed presence', () => {
  it('RFC 6121 §4.6.3: its receiver hears of the end, whatever it is', async () => {
    const juliet = room.enter('juliet@localhost/garden');
    const romeo = room.enter('romeo@localhost/one', { managed: true });
    romeo.says(to('juliet@localhost/garden'));
    expect(heard(juliet)).toEqual(['one available']);
    await room.expire(romeo);
    expect(heard(juliet)).toEqual(['one unavailable']);
  });

  it('that was taken back is not ended again', async () => {
    const juliet = room.enter('juliet@localhost/garden');
    const romeo = room.enter('romeo@localhost/one');
    romeo.says(to('juliet@localhost/garden'));
    romeo.says(to('juliet@localhost/garden', 'unavailable'));
    juliet.hears();
    romeo.says(GONE);
    await room.expire(romeo);
    expect(heard(juliet)).toEqual([]);
  });

  it('to an account is ended for its available resources', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/garden');
    const romeo = await room.enterAvailable('romeo@localhost/one');
    romeo.says(to('juliet@localhost'));
    romeo.says(GONE);
    expect(heard(juliet)).toEqual(['one available', 'one unavailable']);
  });
});

describe('a replaced session', () => {
  const chat =
    "<message xmlns='jabber:client' to='romeo@localhost/one' type='chat' id='m1'><body>m1</body></message>";
  const DELAY = "<delay xmlns='urn:xmpp:delay' from='localhost' stamp='2030-01-01T00:00:00.000Z'/>";

  async function replaced() {
    const juliet = room.enter('juliet@localhost/garden');
    const sibling = await room.enterAvailable('romeo@localhost/two');
    const old = await room.enterAvailable('romeo@localhost/one', { managed: true });
    juliet.says(chat);
    sibling.hears();
    const heir = room.enter('romeo@localhost/one', { managed: true });
    return { old, heir, sibling };
  }

  it('is not unavailable: its resource lives on', async () => {
    const { old, sibling } = await replaced();
    await room.expire(old);
    expect(heard(sibling)).toEqual([]);
  });

  it('leaves its chat to the heir, delivered late with the first presence, once', async () => {
    const { old, heir } = await replaced();
    await room.expire(old);
    expect(heir.hears()).toEqual([]);
    heir.says(PRESENCE);
    expect(heir.hears().filter((xml) => xml.includes('m1'))).toEqual([
      expect.stringContaining(`<body>m1</body>${DELAY}</message>`),
    ]);
    heir.says(PRESENCE);
    expect(heir.hears().filter((xml) => xml.includes('m1'))).toEqual([]);
  });

  it('leaves it as well to an heir that was available before its h was stored', async () => {
    const { old, heir } = await replaced();
    heir.says(PRESENCE);
    expect(heir.hears().filter((xml) => xml.includes('m1'))).toEqual([]);
    await room.expire(old);
    expect(heir.hears().filter((xml) => xml.includes('m1'))).toHaveLength(1);
  });
});
