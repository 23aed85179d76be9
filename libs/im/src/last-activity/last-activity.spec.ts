import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT_STORE, LOGOUT_STORE } from '#ports';
import { PresenceAccess } from '../presence-access/presence-access.js';
import { ImRoom, NOW, type Person } from '../testing/im-room.js';
import type { MemoryAccounts } from '../testing/memory-accounts.js';
import type { MemoryLogouts } from '../testing/memory-logouts.js';

let room: ImRoom;
let romeo: Person;
beforeEach(async () => {
  room = await ImRoom.open();
  romeo = await room.enterAvailable('romeo@localhost/orchard');
});
afterEach(() => room.close());

async function asks(to?: string): Promise<string> {
  const address = to === undefined ? '' : ` to='${to}'`;
  const ask = `<iq xmlns='jabber:client' type='get' id='l'${address}><query xmlns='jabber:iq:last'/></iq>`;
  await romeo.saysAndIsTold(ask);
  return romeo.hears().join();
}

const seconds = (n: number) => `<query xmlns='jabber:iq:last' seconds='${n}'/>`;
const subscribe = () => {
  room.get(PresenceAccess).subscribed = (asker, owner) =>
    asker === 'romeo@localhost' && owner === 'juliet@localhost';
};

describe('last activity (XEP-0012)', () => {
  it('is how long the server has been up', async () => {
    expect(await asks('localhost')).toContain(seconds(0));
  });

  it('is nothing at all for an account that is there, asleep or awake', async () => {
    subscribe();
    expect(await asks()).toContain(seconds(0));
    const juliet = await room.enterAvailable('juliet@localhost/balcony', { managed: true });
    expect(await asks('juliet@localhost')).toContain(seconds(0));
    room.sleep(juliet);
    expect(await asks('juliet@localhost')).toContain(seconds(0));
  });

  it('counts from when the last resource had left', async () => {
    subscribe();
    const { rows } = room.store<MemoryLogouts>(LOGOUT_STORE);
    const first = await room.enterAvailable('juliet@localhost/balcony');
    const last = await room.enterAvailable('juliet@localhost/chamber');
    await room.expire(first);
    await room.expire(last);
    expect(await asks('juliet@localhost')).toContain(seconds(0));
    await new Promise((resolve) => setImmediate(resolve));
    expect([...rows]).toEqual([['juliet@localhost', NOW]]);
    rows.set('juliet@localhost', NOW - 903_999);
    expect(await asks('juliet@localhost')).toContain(seconds(903));
  });

  it('counts from the last login where a process that died recorded no logout', async () => {
    subscribe();
    const accounts = room.store<MemoryAccounts>(ACCOUNT_STORE);
    expect(await asks('juliet@localhost')).toContain('<item-not-found');
    accounts.rows.set('juliet@localhost', { lastLoginAt: NOW - 5000 } as never);
    expect(await asks('juliet@localhost')).toContain(seconds(5));
  });

  it('is forbidden to whoever may not see the presence, whether or not the account exists (§3)', async () => {
    await room.enterAvailable('juliet@localhost/balcony');
    for (const to of ['juliet@localhost', 'nobody@localhost']) expect(await asks(to)).toContain('<forbidden');
  });

  it('is asked of a resource only by who may see it (§4)', async () => {
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    for (const to of ['juliet@localhost/balcony', 'nobody@localhost/x'])
      expect(await asks(to)).toContain('<forbidden');
    expect(juliet.hears()).toEqual([]);
    subscribe();
    expect(await asks('juliet@localhost/balcony')).toBe('');
    expect(juliet.hears().join()).toContain('jabber:iq:last');
    juliet.says(
      "<iq xmlns='jabber:client' type='result' id='l' to='romeo@localhost/orchard'><query xmlns='jabber:iq:last' seconds='9'/></iq>",
    );
    expect(romeo.hears().join()).toContain(seconds(9));
  });
});
