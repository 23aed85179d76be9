import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StanzaSink } from '#sessions';
import { UNMARKED } from '#stream-management';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
beforeEach(async () => {
  room = await ImRoom.open();
});
afterEach(() => room.close());

const chat = (id: string, to = 'romeo@localhost') =>
  `<message xmlns='jabber:client' to='${to}' type='chat' id='${id}'><body>${id}</body></message>`;
const ids = (person: Person) => person.hears().map((xml) => /\bid='([^']+)'/.exec(xml)?.[1]);
const DELAY = "<delay xmlns='urn:xmpp:delay' from='localhost' stamp='2030-01-01T00:00:00.000Z'/>";

describe('a stanza', () => {
  it('is stamped with its sender, and may not claim another', async () => {
    const juliet = room.enter('juliet@localhost/garden');
    const romeo = await room.enterAvailable('romeo@localhost/balcony');
    juliet.says(chat('m1', 'romeo@localhost/balcony'));
    expect(romeo.hears()[0]).toContain("from='juliet@localhost/garden'");
    const forged = "<message xmlns='jabber:client' from='nurse@localhost' to='romeo@localhost'/>";
    expect(juliet.saysAndIsTold(forged)).toMatchObject({ condition: 'invalid-from' });
  });

  it('to a full queue and an empty one arrives once, at the empty one', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/garden');
    const full = await room.enterAvailable('romeo@localhost/full', { managed: true });
    const empty = await room.enterAvailable('romeo@localhost/empty', { managed: true });
    full.hears();
    for (let i = 0; i < 40; i++) juliet.says(chat(`f${i}`, 'romeo@localhost/full'));
    juliet.says(chat('m1'));
    expect(ids(empty)).toEqual(['m1']);
    expect(ids(juliet)).toEqual([]);
  });
});

describe('the fate of chat', () => {
  it('is another resource, where it arrives with its delay', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/garden');
    const gone = await room.enterAvailable('romeo@localhost/gone', { managed: true });
    const here = await room.enterAvailable('romeo@localhost/here', { managed: true });
    gone.hears();
    room.sleep(gone);
    juliet.says(chat('m1', 'romeo@localhost/gone'));
    await room.expire(gone);

    const [presence, ...messages] = here.hears().reverse();
    expect(presence).toContain("type='unavailable'");
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(`<body>m1</body>${DELAY}</message>`);
    expect(ids(juliet)).toEqual([]);
  });

  it('fault 12: is one copy, however many of its holders end in turn', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/garden');
    const sleepers: Person[] = [];
    for (const resource of ['a', 'b', 'c'])
      sleepers.push(await room.enterAvailable(`romeo@localhost/${resource}`, { managed: true }));
    for (const sleeper of sleepers) sleeper.hears();
    for (const sleeper of sleepers) room.sleep(sleeper);
    juliet.says(chat('m1'));
    const here = await room.enterAvailable('romeo@localhost/here', { managed: true });
    for (const sleeper of sleepers) await room.expire(sleeper);
    expect(ids(here).filter((id) => id === 'm1')).toEqual(['m1']);
    expect(ids(juliet)).toEqual([]);
  });

  it('that a full sleeper cannot take is the other resource, or an error, never the sleeper itself', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/garden');
    const sleeper = await room.enterAvailable('romeo@localhost/asleep', { managed: true, priority: 5 });
    sleeper.hears();
    room.sleep(sleeper);
    for (let i = 0; i < 40; i++) juliet.says(chat(`f${i}`));
    juliet.says(chat('bounced'));
    expect(juliet.hears()[0]).toMatch(
      /^<message [^>]*id='bounced'[^>]*type='error'.*<recipient-unavailable /,
    );
    const here = await room.enterAvailable('romeo@localhost/here', { managed: true });
    juliet.says(chat('rerouted'));
    expect(ids(here)).toContain('rerouted');
    expect(sleeper.session.state.phase).toBe('hibernating');
  });

  it('does not go in circles between two full sleepers', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/garden');
    for (const resource of ['a', 'b']) {
      const sleeper = await room.enterAvailable(`romeo@localhost/${resource}`, { managed: true });
      sleeper.hears();
      room.sleep(sleeper);
    }
    for (let i = 0; i < 40; i++) juliet.says(chat(`f${i}`));
    juliet.says(chat('m1', 'romeo@localhost/a'));
    expect(ids(juliet)).toEqual(['m1']);
  });
});

describe('chat for a full queue', () => {
  it('comes back once where the end of its reader is the end of the other one who has a copy', async () => {
    const strict = await ImRoom.openWith({ SMACKS_MAX_HIBERNATED_SESSIONS: '0' });
    const juliet = await strict.enterAvailable('juliet@localhost/garden');
    const full = await strict.enterAvailable('romeo@localhost/full', { managed: true });
    const almost = await strict.enterAvailable('romeo@localhost/almost', { managed: true });
    for (const person of [full, almost, juliet]) person.hears();
    for (let i = 0; i < 40; i++) juliet.says(chat(`f${i}`, 'romeo@localhost/full'));
    for (let i = 0; i < 39; i++) juliet.says(chat(`a${i}`, 'romeo@localhost/almost'));
    juliet.says(chat('both'));
    expect(ids(juliet).filter((id) => id === 'both')).toHaveLength(1);
    await strict.close();
  });
});

describe('chat that two full queues of one fan-out cannot take', () => {
  it('is one copy at the resource of next priority', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/garden');
    for (const resource of ['a', 'b']) {
      const sleeper = await room.enterAvailable(`romeo@localhost/${resource}`, {
        managed: true,
        priority: 5,
      });
      sleeper.hears();
      room.sleep(sleeper);
    }
    for (let i = 0; i < 40; i++) juliet.says(chat(`f${i}`));
    const here = await room.enterAvailable('romeo@localhost/here', { managed: true });
    juliet.says(chat('m1'));
    expect(ids(here).filter((id) => id === 'm1')).toEqual(['m1']);
    expect(ids(juliet)).toEqual([]);
  });
});

describe('a bounce', () => {
  const bounce = (juliet: Person, xml: string) => {
    const { routing } = room.get(StanzaSink);
    const facts = { at: 0, type: '', delayed: false, transient: false, noStore: false, copy: false };
    const queued = { ...facts, xml, bytes: 0, kind: 'iq' as const, from: juliet.session.fullJid };
    routing.bounce({ ...queued, ...UNMARKED });
    return juliet.hears();
  };

  it('R47: keeps the id, names who could not be reached, and returns nothing of the content', () => {
    const juliet = room.enter('juliet@localhost/garden');
    const iq =
      "<iq xmlns='jabber:client' from='juliet@localhost/garden' to='romeo@localhost/r' id='a&amp;b' type='get'><q xmlns='urn:q'/></iq>";
    expect(bounce(juliet, iq)).toEqual([
      "<iq xmlns='jabber:client' from='romeo@localhost/r' to='juliet@localhost/garden' id='a&amp;b' type='error'>" +
        "<error type='wait'><recipient-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
    ]);
  });

  it.each([
    "<message xmlns='jabber:client' to='romeo@localhost' id='e' type='error'/>",
    "<iq xmlns='jabber:client' to='romeo@localhost/r' id='e' type='result'/>",
  ])('never answers %s', (xml) => {
    expect(bounce(room.enter('juliet@localhost/garden'), xml)).toEqual([]);
  });

  it('goes to the very resource that sent, or to nobody', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/garden');
    const other = await room.enterAvailable('juliet@localhost/tomb');
    juliet.hears();
    await room.expire(juliet);
    other.hears();
    bounce(juliet, "<message xmlns='jabber:client' to='romeo@localhost' id='m1'/>");
    expect(other.hears()).toEqual([]);
  });
});

describe('an iq that the server answers', () => {
  const ping =
    "<iq xmlns='jabber:client' type='get' id='p' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>";

  it('gets its result', () => {
    const romeo = room.enter('romeo@localhost/balcony');
    expect(romeo.saysAndIsTold(ping)).toBeUndefined();
    expect(romeo.hears()).toEqual([
      "<iq xmlns='jabber:client' from='localhost' to='romeo@localhost/balcony' id='p' type='result'/>",
    ]);
  });

  it('of an unknown namespace gets service-unavailable', () => {
    const romeo = room.enter('romeo@localhost/balcony');
    romeo.says(ping.replace('urn:xmpp:ping', 'urn:example:nothing'));
    expect(romeo.hears()[0]).toContain('<service-unavailable ');
  });
});
