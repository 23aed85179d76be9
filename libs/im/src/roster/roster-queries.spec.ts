import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StreamFeatures } from '#sessions';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
let romeo: Person;
beforeEach(async () => {
  room = await ImRoom.open();
  romeo = room.enter('romeo@localhost/phone');
});
afterEach(() => room.close());

const get = (ver?: string) =>
  `<iq xmlns='jabber:client' type='get' id='g'><query xmlns='jabber:iq:roster'${ver === undefined ? '' : ` ver='${ver}'`}/></iq>`;
const set = (item: string, id = 's', to = '') =>
  `<iq xmlns='jabber:client' type='set' id='${id}'${to}><query xmlns='jabber:iq:roster'>${item}</query></iq>`;
const JULIET = "<item jid='juliet@localhost' name='J'><group>Friends</group></item>";
const items = (xml = '') => [...xml.matchAll(/<item [^>]*?(?:\/>|>.*?<\/item>)/g)].map(([item]) => item);
const conditionOf = (xml = '') => /<error [^>]*><([a-z-]+) /.exec(xml)?.[1];
const ask = async (person: Person, xml: string) => {
  await person.saysAndIsTold(xml);
  return person.hears();
};

describe('a roster', () => {
  it('is empty at first, and then what was put into it (RFC 6121 §2.1.3, §2.3)', async () => {
    expect(items((await ask(romeo, get()))[0])).toEqual([]);
    const [push, result] = await ask(romeo, set(JULIET));
    expect(result).toMatch(/^<iq [^>]*id='s' type='result'\/>$/);
    expect(push).toMatch(/^<iq xmlns='jabber:client' to='romeo@localhost\/phone' id='[^']+' type='set'>/);
    const item = "<item jid='juliet@localhost' subscription='none' name='J'><group>Friends</group></item>";
    expect(items(push)).toEqual([item]);
    expect(items((await ask(romeo, get()))[0])).toEqual([item]);
    expect(room.rosters.get('romeo@localhost', 'juliet@localhost')).toMatchObject({
      listed: true,
      name: 'J',
    });
  });

  it('changes an item as a whole, but never its subscription (§2.4)', async () => {
    room.rosters.put('romeo@localhost', { jid: 'juliet@localhost', subscription: 'both', groups: ['a'] });
    await ask(romeo, get());
    const [push] = await ask(romeo, set("<item jid='juliet@localhost' name='Jule' subscription='none'/>"));
    expect(items(push)).toEqual(["<item jid='juliet@localhost' subscription='both' name='Jule'/>"]);
  });

  it('is pushed to every resource that asked for it, asleep or not, and to no other (§2.1.6)', async () => {
    const desk = room.enter('romeo@localhost/desk', { managed: true });
    const silent = await room.enterAvailable('romeo@localhost/silent');
    await ask(desk, get());
    room.sleep(desk);
    const heard = await ask(romeo, set(JULIET));
    expect(heard).toHaveLength(1);
    expect(silent.hears()).toEqual([]);
    expect(desk.session.sm?.outbound.length).toBe(1);
  });

  it('forgets an item; one that is not there is item-not-found (§2.5)', async () => {
    await ask(romeo, get());
    await ask(romeo, set(JULIET));
    const [push, result] = await ask(romeo, set("<item jid='juliet@localhost' subscription='remove'/>"));
    expect(items(push)).toEqual(["<item jid='juliet@localhost' subscription='remove'/>"]);
    expect(result).toContain("type='result'");
    expect(room.rosters.get('romeo@localhost', 'juliet@localhost')).toBeUndefined();
    const again = await ask(romeo, set("<item jid='juliet@localhost' subscription='remove'/>"));
    expect(again.map(conditionOf)).toEqual(['item-not-found']);
  });

  it('answers what was asked behind a set with what was set', async () => {
    await ask(romeo, get());
    const setting = romeo.saysAndIsTold(set(JULIET));
    await romeo.saysAndIsTold(get());
    await setting;
    const heard = romeo.hears();
    expect(heard.map((xml) => /id='(s|g)'/.exec(xml)?.[1])).toEqual([undefined, 's', 'g']);
    expect(items(heard[2])).toHaveLength(1);
  });
});

describe('versions (RFC 6121 §2.6)', () => {
  const verOf = (xml = '') => /<query [^>]*ver='([^']+)'/.exec(xml)?.[1];

  it('are announced', () => {
    expect(room.get(StreamFeatures).at('after-authentication')).toContain(
      "<ver xmlns='urn:xmpp:features:rosterver'/>",
    );
  });

  it('spare who is up to date the roster, whether from a result or from a push', async () => {
    const ver = verOf((await ask(romeo, get('')))[0]);
    expect(await ask(romeo, get(ver))).toEqual([expect.stringMatching(/^<iq [^>]*type='result'\/>$/)]);
    const [push] = await ask(romeo, set(JULIET));
    expect(verOf(push)).not.toBe(ver);
    expect(items((await ask(romeo, get(ver)))[0])).toHaveLength(1);
    expect(items((await ask(romeo, get(verOf(push))))[0])).toHaveLength(0);
    expect(verOf((await ask(romeo, get('stale')))[0])).toBe(verOf(push));
  });

  it('outlive the process', async () => {
    room.rosters.put('romeo@localhost', { jid: 'juliet@localhost' });
    const ver = verOf((await ask(romeo, get('')))[0]);
    const later = await ImRoom.open();
    try {
      later.rosters.put('romeo@localhost', { jid: 'juliet@localhost' });
      const heard = await ask(later.enter('romeo@localhost/desk'), get(ver));
      expect(heard[0]).toMatch(/type='result'\/>$/);
    } finally {
      await later.close();
    }
  });
});

describe('bad input', () => {
  it.each([
    [set("<item jid='juliet@localhost/balcony'/>"), 'bad-request'],
    [set("<item jid='@'/>"), 'jid-malformed'],
    [set("<item jid='romeo@localhost'/>"), 'not-allowed'],
    [set(JULIET, 's', " to='juliet@localhost'"), 'forbidden'],
    [get().replace('>', " to='juliet@localhost'>"), 'forbidden'],
  ])('%s is refused: %s', async (xml, condition) => {
    await ask(romeo, get());
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    expect((await ask(romeo, xml)).map(conditionOf)).toEqual([condition]);
    expect(juliet.hears()).toEqual([]);
    expect(room.rosters.rows.size).toBe(0);
  });

  it('beyond the limit is refused; what is there can still be changed and removed', async () => {
    await room.close();
    room = await ImRoom.openWith({ DORMOUSE_ROSTER_MAX_CONTACTS: '2' });
    romeo = room.enter('romeo@localhost/phone');
    const adding = ['a', 'b', 'c'].map(async (name) =>
      romeo.saysAndIsTold(set(`<item jid='${name}@localhost'/>`, name)),
    );
    await Promise.all(adding);
    const heard = romeo.hears();
    expect(heard.map((xml) => /id='(.)' type='(\w+)'/.exec(xml)?.slice(1))).toEqual([
      ['a', 'result'],
      ['b', 'result'],
      ['c', 'error'],
    ]);
    expect(conditionOf(heard[2])).toBe('not-acceptable');
    expect(conditionOf((await ask(romeo, set("<item jid='a@localhost' name='A'/>")))[0])).toBeUndefined();
    await ask(romeo, set("<item jid='b@localhost' subscription='remove'/>"));
    expect(conditionOf((await ask(romeo, set("<item jid='c@localhost'/>")))[0])).toBeUndefined();
  });
});

describe('a database that fails', () => {
  it('fails the set, and nothing is pushed or remembered', async () => {
    await ask(romeo, get());
    room.rosters.broken = 'write';
    expect((await ask(romeo, set(JULIET))).map(conditionOf)).toEqual(['internal-server-error']);
    room.rosters.broken = null;
    expect(items((await ask(romeo, get()))[0])).toEqual([]);
  });

  it('fails the get, and the next one is tried again', async () => {
    room.rosters.broken = 'load';
    expect((await ask(romeo, get())).map(conditionOf)).toEqual(['internal-server-error']);
    room.rosters.broken = null;
    expect(conditionOf((await ask(romeo, get()))[0])).toBeUndefined();
  });
});
