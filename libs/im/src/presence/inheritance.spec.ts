import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SessionRunner } from '#sessions';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
let juliet: Person;
let old: Person;
beforeEach(async () => {
  room = await ImRoom.open();
  juliet = await room.enterAvailable('juliet@localhost/balcony');
  old = await room.enterAvailable('romeo@localhost/phone', { managed: true });
  room.sleep(old);
});
afterEach(() => room.close());

const PRESENCE = "<presence xmlns='jabber:client'/>";
const write = (body: string, type = 'chat') =>
  juliet.says(
    `<message xmlns='jabber:client' to='romeo@localhost/phone' type='${type}'><body>${body}</body></message>`,
  );
const bodies = (person: Person) => person.hears().flatMap((xml) => /<body>(.*)<\/body>/.exec(xml)?.[1] ?? []);
/** A bind of the resource that {@link old} has; what that one leaves is still on its way. */
const replace = (managed = true) => room.enter('romeo@localhost/phone', { managed });
const settled = (person: Person) => room.get(SessionRunner).end(person.session, 'replaced');

describe('chat for a session that was replaced, and chat for its heir', () => {
  it('arrives in the order it was sent, however late the inheritance comes (RFC 6120 §10.1)', async () => {
    write('1');
    const heir = replace();
    heir.says(PRESENCE);
    write('2');
    expect(bodies(heir)).toEqual([]);
    await settled(old);
    write('3');
    await room.asked(heir);
    expect(bodies(heir)).toEqual(['1', '2', '3']);
  });

  it('waits together for the first presence; the newer is not stamped as late', async () => {
    write('1');
    const heir = replace();
    await settled(old);
    write('2');
    expect(bodies(heir)).toEqual([]);
    heir.says(PRESENCE);
    await room.asked(heir);
    const chat = heir.hears().filter((xml) => xml.includes('<body>'));
    expect(chat.map((xml) => xml.includes('<delay'))).toEqual([true, false]);
    write('3');
    expect(bodies(heir)).toEqual(['3']);
  });

  it('does not wait for a presence where nothing was left, nor without stream management', async () => {
    const heir = replace(false);
    write('1');
    expect(bodies(heir)).toEqual([]);
    await settled(old);
    expect(bodies(heir)).toEqual(['1']);
  });

  it('does not hold up what no heir inherits', async () => {
    write('1');
    const heir = replace();
    write('2', 'headline');
    expect(bodies(heir)).toEqual(['2']);
    await settled(old);
  });

  it('stays within the limits of the queue, and meets its fate with it', async () => {
    write('1');
    const heir = replace();
    await settled(old);
    for (let n = 2; n <= 42; n++) write(String(n));
    // Ten, and four times that in the first minute; the one too many cost the heir its connection and came back.
    expect(heir.session.state.phase).toBe('hibernating');
    expect(bodies(juliet)).toHaveLength(0);
    const back = async () => {
      await room.expire(heir);
      return juliet.hears().filter((xml) => xml.includes("type='error'")).length;
    };
    expect(await back()).toBe(41);
  });

  it('keeps its order where the old session was ending by itself when its resource was bound again', async () => {
    write('1');
    const ending = room.expire(old);
    const heir = replace();
    heir.says(PRESENCE);
    write('2');
    await ending;
    write('3');
    await room.asked(heir);
    expect(bodies(heir)).toEqual(['1', '2', '3']);
  });

  it('passes from heir to heir', async () => {
    write('1');
    const second = replace();
    write('2');
    const third = replace();
    third.says(PRESENCE);
    write('3');
    await Promise.all([settled(old), settled(second)]);
    await room.asked(third);
    expect(bodies(third)).toEqual(['1', '2', '3']);
  });
});
