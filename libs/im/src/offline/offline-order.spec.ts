import { afterEach, describe, expect, it } from 'vitest';
import type { StoredOfflineStanza } from '#ports';
import { Acknowledgements, SessionRunner } from '#sessions';
import { ImRoom, NOW, type Person } from '../testing/im-room.js';
import { OfflineDelivery } from './offline-delivery.js';

let room: ImRoom;
let juliet: Person;
afterEach(() => room.close());

/** Ten stanzas a queue, four times as many in the first minute, which does not pass here. */
const FULL = 40;
const AVAILABLE = "<presence xmlns='jabber:client'/>";

async function open(env: Record<string, string> = {}): Promise<void> {
  room = await ImRoom.openWith({ SMACKS_ON_EXPIRY: 'offline', ...env });
  juliet = await room.enterAvailable('juliet@localhost/balcony');
}
/** Until all that is under way has come to its end, behind stores that answer at once. */
const round = async () => {
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve));
};
const body = (id: string, type = 'chat', more = '') =>
  `<message xmlns='jabber:client' to='romeo@localhost/phone' type='${type}' id='${id}'><body>${id}</body>${more}</message>`;
const chat = (...ids: (string | number)[]) => {
  for (const id of ids) juliet.says(body(`${id}`));
};
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);
const ids = (heard: readonly string[]) =>
  heard.flatMap((xml) => /<message.* id='([^']+)'/.exec(xml)?.[1] ?? []);
const rows = () => ids(room.offline.rows.map(({ xml }) => xml));
/** Reads and acknowledges until nothing more comes. */
async function readsOn(person: Person): Promise<string[]> {
  const heard: string[] = [];
  for (let i = 0; i < 10; i++) {
    heard.push(...ids(person.hears()));
    await round();
  }
  return heard;
}

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

/** Holds what is read from the store until it is called. */
function gate(): () => void {
  let open: () => void = () => undefined;
  room.offline.gate = new Promise((resolve) => {
    open = resolve;
  });
  return open;
}

/** The store is being read for somebody who has just become available. */
async function reading(managed = true): Promise<{ phone: Person; answered: () => Promise<void> }> {
  room.offline.rows.push(kept('1'), kept('2'));
  const letGo = gate();
  const phone = room.enter('romeo@localhost/phone', { managed });
  phone.says(AVAILABLE);
  await round();
  phone.hears();
  const answered = async () => {
    letGo();
    await round();
  };
  return { phone, answered };
}

describe('while what was kept is being read (RFC 6120 §10.1)', () => {
  it.each([true, false])('chat lines up behind it; stream management: %s', async (managed) => {
    await open();
    const { phone, answered } = await reading(managed);
    chat(3, 4);
    expect(ids(phone.hears())).toEqual([]);
    await answered();
    expect(ids(phone.hears())).toEqual(['1', '2', '3', '4']);
    expect(rows()).toEqual([]);
    chat(5);
    expect(ids(phone.hears())).toEqual(['5']);
  });

  it('what is never kept does not wait', async () => {
    await open();
    const { phone, answered } = await reading();
    juliet.says(body('3', 'headline'));
    expect(ids(phone.hears())).toEqual(['3']);
    await answered();
    expect(ids(phone.hears())).toEqual(['1', '2']);
  });

  it('whatever a sender says behind chat of theirs lines up behind it; what others say does not', async () => {
    await open();
    const nurse = await room.enterAvailable('nurse@localhost/hall');
    const { phone, answered } = await reading();
    chat(3);
    juliet.says(body('4', 'headline'));
    juliet.says(body('5', 'chat', "<no-store xmlns='urn:xmpp:hints'/>"));
    juliet.says("<presence xmlns='jabber:client' to='romeo@localhost/phone'/>");
    juliet.says(
      "<iq xmlns='jabber:client' to='romeo@localhost/phone' type='get' id='6'><ping xmlns='urn:xmpp:ping'/></iq>",
    );
    nurse.says(body('7', 'headline'));
    expect(ids(phone.hears())).toEqual(['7']);
    await answered();
    const heard = phone.hears();
    expect(ids(heard)).toEqual(['1', '2', '3', '4', '5']);
    expect(heard.slice(-2).map((xml) => /^<(\w+)/.exec(xml)?.[1])).toEqual(['presence', 'iq']);
    // And nothing waits any more.
    juliet.says(body('8', 'headline'));
    expect(ids(phone.hears())).toEqual(['8']);
  });

  it('chat goes on where there was nothing', async () => {
    await open();
    const { phone, answered } = await reading();
    chat(3);
    room.offline.rows = [];
    await answered();
    expect(ids(phone.hears())).toEqual(['3']);
  });

  it('chat goes on where the store fails', async () => {
    await open();
    const { phone, answered } = await reading();
    chat(3);
    room.offline.broken = true;
    await answered();
    expect(ids(phone.hears())).toEqual(['3']);
    expect(rows()).toEqual(['1', '2']);
  });

  it('chat goes to the session itself if it is not available any more', async () => {
    await open();
    const { phone, answered } = await reading();
    chat(3);
    phone.says("<presence xmlns='jabber:client' type='unavailable'/>");
    await answered();
    expect(ids(phone.hears())).toEqual(['3']);
    expect(rows()).toEqual(['1', '2']);
    // And it is read anew when it is.
    phone.says(AVAILABLE);
    await round();
    expect(ids(phone.hears())).toEqual(['1', '2']);
  });

  it('a session that ends leaves all of it to the next, in order', async () => {
    await open();
    const { phone, answered } = await reading();
    chat(3);
    const end = room.expire(phone);
    await answered();
    await end;
    expect(rows()).toEqual(['1', '2', '3']);
    const laptop = await room.enterAvailable('romeo@localhost/laptop', { managed: true });
    expect(await readsOn(laptop)).toEqual(['1', '2', '3']);
  });

  it('no more lines up than the queue may hold: then all of it goes the way of the store, and nobody is cut off', async () => {
    await open();
    const { phone, answered } = await reading();
    chat(...numbers(3, 100));
    expect(phone.session.held?.length ?? 0).toBeLessThanOrEqual(FULL);
    await answered();
    expect(phone.session.state.phase).toBe('live');
    expect(await readsOn(phone)).toEqual(numbers(1, 100));
    expect(rows()).toEqual([]);
    chat(101);
    expect(ids(phone.hears())).toEqual(['101']);
  });
});

describe('what a full queue left to the store', () => {
  /** Asleep with as much as it may hold, and five more. */
  async function overflown(): Promise<Person> {
    const phone = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    await round();
    room.sleep(phone);
    chat(...numbers(1, FULL + 5));
    await round();
    return phone;
  }

  /** Room for ten, which is not enough to read the store for. */
  function readsTen({ session }: Person) {
    const { outbound } = session.sm!;
    while (outbound.hasUnsent) outbound.take();
    room.get(Acknowledgements).receive(session, String(outbound.acked + 10));
    return { outbound };
  }

  it('is read when there is room again, and later chat comes behind it', async () => {
    await open();
    const phone = await overflown();
    expect(rows()).toEqual(numbers(FULL + 1, FULL + 5));
    room.wake(phone);
    expect(ids(phone.hears())).toEqual(numbers(1, FULL));
    chat(46, 47);
    expect(ids(phone.hears())).toEqual([]);
    expect(await readsOn(phone)).toEqual(numbers(41, 47));
    expect(rows()).toEqual([]);
    chat(48);
    expect(ids(phone.hears())).toEqual(['48']);
  });

  it('is followed there by chat that would fit before it is read', async () => {
    await open();
    const phone = await overflown();
    room.wake(phone);
    const { outbound } = readsTen(phone);
    chat(46);
    await round();
    expect(rows()).toEqual(numbers(41, 46));
    expect(outbound.length).toBe(30);
    expect(phone.session.state.phase).toBe('live');
    expect((await readsOn(phone)).slice(-6)).toEqual(numbers(41, 46));
  });

  it('does not delay what the store would not keep', async () => {
    await open();
    const phone = await overflown();
    room.wake(phone);
    const letGo = gate();
    phone.session.sm!.outbound.take();
    phone.hears();
    letGo();
    await round();
    phone.hears();
    juliet.says(body('unkept', 'chat', "<no-store xmlns='urn:xmpp:hints'/>"));
    expect(ids(phone.hears())).toEqual(['unkept']);
  });

  it('keeps no copy from a session while a sibling gets one', async () => {
    await open();
    const phone = await overflown();
    const laptop = await room.enterAvailable('romeo@localhost/laptop', { managed: true });
    await round();
    laptop.hears();
    room.wake(phone);
    readsTen(phone);
    juliet.says(body('both').replace('/phone', ''));
    expect(ids(laptop.hears())).toEqual(['both']);
    expect(ids(phone.hears())).toContain('both');
  });

  it('is not waited for by who is not available: it would wait for ever', async () => {
    await open();
    const phone = await overflown();
    room.wake(phone);
    readsTen(phone);
    phone.says("<presence xmlns='jabber:client' type='unavailable'/>");
    phone.hears();
    chat(46);
    expect(ids(phone.hears())).toEqual(['46']);
    phone.says(AVAILABLE);
    expect(await readsOn(phone)).toEqual(numbers(41, 45));
  });

  it('one that is larger than a queue may be does not stay there for ever', async () => {
    await open({ SMACKS_MAX_QUEUE_BYTES: '65536' });
    room.offline.rows = [kept('1', 4 * 65_536), kept('2')];
    const phone = room.enter('romeo@localhost/phone', { managed: true });
    phone.says(AVAILABLE);
    await round();
    expect(await readsOn(phone)).toEqual(['1', '2']);
  });
});

describe('an heir that cannot hold all it inherits', () => {
  it.each([true, false])('is not cut off, and gets the rest in order; resumable: %s', async (resumable) => {
    await open();
    const old = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    room.sleep(old);
    chat(...numbers(1, 38));
    const heir = room.enter('romeo@localhost/phone', { managed: true, resumable });
    chat(...numbers(39, 42));
    await room.get(SessionRunner).end(old.session, 'replaced');
    heir.says(AVAILABLE);
    await round();
    expect(heir.session.state.phase).toBe('live');
    expect(await readsOn(heir)).toEqual(numbers(1, 42));
    expect(rows()).toEqual([]);
  });
});

describe('more was kept than a queue may hold', () => {
  it('the rest comes as the client acknowledges, and before what is sent meanwhile', async () => {
    await open();
    room.offline.rows = numbers(1, 100).map((id) => kept(id));
    const phone = room.enter('romeo@localhost/phone', { managed: true });
    phone.says(AVAILABLE);
    await round();
    chat(101);
    expect(await readsOn(phone)).toEqual(numbers(1, 101));
    expect(rows()).toEqual([]);
  });
});

describe('after a restart', () => {
  it('what was kept is read for all, and comes before what lined up for them', async () => {
    await open();
    const phone = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    const laptop = await room.enterAvailable('romeo@localhost/laptop', { managed: true });
    await round();
    for (const person of [phone, laptop]) person.hears();
    room.offline.rows.push(kept('1'), kept('2'));
    room.get(OfflineDelivery).catchUp();
    chat(3);
    await round();
    expect(ids(phone.hears())).toEqual(['1', '2', '3']);
    expect(ids(laptop.hears())).toEqual([]);
    chat(4);
    expect(ids(phone.hears())).toEqual(['4']);
  });
});
