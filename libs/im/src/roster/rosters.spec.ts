import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT_STORE, type AccountStore } from '#ports';
import { ImRoom } from '../testing/im-room.js';
import type { Roster } from './roster.js';
import { Rosters } from './rosters.js';

let room: ImRoom;
let rosters: Rosters;
beforeEach(async () => {
  room = await ImRoom.open();
  rosters = room.get(Rosters);
});
afterEach(() => room.close());

const romeo = 'romeo@localhost';
const read = async (owner: string) => rosters.use(owner, (roster) => roster);

describe('rosters in memory', () => {
  it('are read once, together with those of the same turn', async () => {
    const [one, same, other, none] = await Promise.all(
      [romeo, romeo, 'juliet@localhost', 'nobody@localhost'].map(read),
    );
    expect(one).toBe(same);
    expect(other).toBeDefined();
    expect(none).toBeUndefined();
    expect(await read(romeo)).toBe(one);
    expect(room.rosters.asked.load).toBe(1);
  });

  it('serve those who waited in order, before anybody who comes later', async () => {
    const order: string[] = [];
    const first = rosters.use(romeo, () => {
      order.push('first');
      // In memory by now, but the second has waited longer.
      void rosters.use('juliet@localhost', () => order.push('late'));
    });
    const second = rosters.use(romeo, () => order.push('second'));
    const other = rosters.use('juliet@localhost', () => order.push('other'));
    await Promise.all([first, second, other]);
    expect(order.slice(0, 2)).toEqual(['first', 'second']);
    expect(order.indexOf('other')).toBeLessThan(order.indexOf('late'));
  });

  it('are called at once where they are there', async () => {
    await read(romeo);
    expect(rosters.use(romeo, () => 'now')).toBe('now');
  });

  it('stay while their owner has a session, however many others come and go', async () => {
    const session = room.enter('romeo@localhost/phone');
    const online = await read(romeo);
    await read('juliet@localhost');
    for (let i = 0; i < 100; i++) await read(`user${i}@localhost`);
    expect(rosters.loaded(romeo)).toBe(online);
    // A hundred are kept for a while, the longest unused goes.
    expect(rosters.loaded('juliet@localhost')).toBeUndefined();
    expect(rosters.loaded('user0@localhost')).toBeDefined();
    await room.expire(session);
    for (let i = 100; i < 200; i++) await read(`user${i}@localhost`);
    expect(rosters.loaded(romeo)).toBeUndefined();
  });

  it('stay from the moment on when their owner comes', async () => {
    const before = await read(romeo);
    room.enter('romeo@localhost/phone');
    for (let i = 0; i < 101; i++) await read(`user${i}@localhost`);
    expect(rosters.loaded(romeo)).toBe(before);
  });

  it('stay while somebody holds them', async () => {
    await rosters.hold([romeo]);
    await rosters.hold([romeo]);
    const held = rosters.loaded(romeo);
    rosters.release([romeo]);
    for (let i = 0; i < 101; i++) await read(`user${i}@localhost`);
    expect(rosters.loaded(romeo)).toBe(held);
    rosters.release([romeo]);
    for (let i = 101; i < 202; i++) await read(`user${i}@localhost`);
    expect(rosters.loaded(romeo)).toBeUndefined();
  });

  it('are tried again after a failure', async () => {
    room.rosters.broken = 'load';
    await expect(read(romeo)).rejects.toThrow('disk I/O error');
    room.rosters.broken = null;
    expect(await read(romeo)).toBeDefined();
  });
});

describe('the roster of a removed account', () => {
  const accounts = () => room.store<AccountStore>(ACCOUNT_STORE);
  const add = () => accounts().add([{ bareJid: romeo, keys: {} as never }]);

  it('is gone with it', async () => {
    await add();
    const before = await read(romeo);
    await accounts().remove(romeo);
    expect(rosters.loaded(romeo)).toBeUndefined();
    expect(await read(romeo)).not.toBe(before);
  });

  it('is not what was being read meanwhile', async () => {
    await add();
    room.rosters.put(romeo, { jid: 'juliet@localhost' });
    let go: () => void = () => undefined;
    const load = room.rosters.load.bind(room.rosters);
    const reading = new Promise<void>((started) => {
      room.rosters.load = async (owners) => {
        const read = await load(owners);
        started();
        await new Promise<void>((resume) => {
          go = resume;
        });
        return read;
      };
    });
    const seen: (Roster | undefined)[] = [];
    const early = rosters.use(romeo, (roster) => seen.push(roster));
    await reading;
    await accounts().remove(romeo);
    room.rosters.load = load;
    room.rosters.rows.clear();
    const namesake = rosters.use(romeo, (roster) => roster);
    go();
    await early;
    expect(seen).toEqual([undefined]);
    const fresh = await namesake;
    expect(fresh).toBe(rosters.loaded(romeo));
    expect(fresh?.listed).toBe(0);
  });
});
