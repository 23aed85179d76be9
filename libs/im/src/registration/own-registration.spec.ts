import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT_STORE } from '#ports';
import { SessionEvents } from '#sessions';
import { ImRoom, type Person } from '../testing/im-room.js';
import type { MemoryAccounts } from '../testing/memory-accounts.js';

let room: ImRoom;
let romeo: Person;
let accounts: MemoryAccounts;
const revoked: string[] = [];
beforeEach(async () => {
  room = await ImRoom.open();
  accounts = room.store(ACCOUNT_STORE);
  await accounts.add(
    ['romeo', 'juliet'].map((local) => ({ bareJid: `${local}@localhost`, keys: {} as never })),
  );
  romeo = await room.enterAvailable('romeo@localhost/orchard', { managed: true });
  revoked.length = 0;
  room.get(SessionEvents).on('account-revoked', ({ bareJid }) => revoked.push(bareJid));
});
afterEach(() => room.close());

async function asks(inside: string, type = 'set', to = ''): Promise<string> {
  const query = `<query xmlns='jabber:iq:register'>${inside}</query>`;
  await romeo.saysAndIsTold(`<iq xmlns='jabber:client' type='${type}' id='r'${to}>${query}</iq>`);
  return romeo.hears().join();
}
const credentials = (name: string, password: string) =>
  `<username>${name}</username><password>${password}</password>`;
const keysOf = (local: string) => JSON.stringify(accounts.rows.get(`${local}@localhost`)?.keys);

describe('an account’s own registration (XEP-0077)', () => {
  it.each(['', " to='localhost'"])('is told without the password (§3.1), to="%s"', async (to) => {
    const answer = await asks('', 'get', to);
    expect(answer).toContain('<registered/><username>romeo</username><password/>');
  });

  it('takes a new password, and who came in with the old one has to come again (§3.3)', async () => {
    const asleep = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    room.sleep(asleep);
    const juliet = await room.enterAvailable('juliet@localhost/balcony');
    romeo.hears();
    expect(await asks(credentials('Romeo', 'new one'))).toContain("type='result'");
    expect(keysOf('romeo')).toContain('storedKey');
    expect(keysOf('romeo')).not.toContain('new one');
    expect(asleep.session.routable).toBe(false);
    expect(romeo.session.routable && juliet.session.routable).toBe(true);
    expect(revoked).toEqual(['romeo@localhost']);
  });

  it.each([
    ['no password', '<username>romeo</username><password/>', 'bad-request'],
    ['no name', '<password>new</password>', 'bad-request'],
    ['another’s name', credentials('juliet', 'new'), 'not-allowed'],
    ['a password that no account can have', credentials('romeo', '&#x2028;'), 'not-acceptable'],
    ['a removal with something beside it', '<remove/><username>romeo</username>', 'bad-request'],
  ])('stays as it was with %s', async (_what, inside, condition) => {
    const before = [keysOf('romeo'), keysOf('juliet')];
    expect(await asks(inside)).toContain(`<${condition} `);
    expect([keysOf('romeo'), keysOf('juliet')]).toEqual(before);
    expect(revoked).toEqual([]);
  });

  it('ends with the account, its sessions and what they leave (§3.2)', async () => {
    const asleep = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    room.sleep(asleep);
    romeo.hears();
    expect(await asks('<remove/>')).toContain("type='result'");
    expect(accounts.rows.has('romeo@localhost')).toBe(false);
    while (asleep.session.routable || romeo.session.routable)
      await new Promise((resolve) => setImmediate(resolve));
    expect(accounts.rows.has('juliet@localhost')).toBe(true);
    expect(revoked).toEqual(['romeo@localhost']);
  });

  it('is nobody else’s business', async () => {
    expect(await asks('<remove/>', 'set', " to='juliet@localhost'")).toContain('<service-unavailable');
    expect(accounts.rows.size).toBe(2);
  });
});
