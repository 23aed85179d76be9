import { afterEach, describe, expect, it } from 'vitest';
import { type Client, ConnectionRoom } from './testing/connection-room.js';

let room: ConnectionRoom;
afterEach(() => room.close());

async function arrive(env: Record<string, string> = { DORMOUSE_REGISTRATION: 'true' }): Promise<Client> {
  room = await ConnectionRoom.open(env);
  return room.connect();
}

/** Sends; answers what was written once the account store has answered. */
async function asks(client: Client, inside: string, type = 'set'): Promise<string> {
  const before = client.wire.calls.length;
  client.say(`<iq type='${type}' id='r'><query xmlns='jabber:iq:register'>${inside}</query></iq>`);
  while (!client.wire.calls.slice(before).includes('release'))
    await new Promise((resolve) => setImmediate(resolve));
  room.turn();
  return client.wire.take();
}

const account = (name: string, password = 'secret') =>
  `<username>${name}</username><password>${password}</password>`;

describe('registration (XEP-0077 §3.1)', () => {
  it('is announced, asks for name and password, and makes the account', async () => {
    const client = await arrive();
    expect(client.header()).toContain("<register xmlns='http://jabber.org/features/iq-register'/>");
    const form = await asks(client, '', 'get');
    expect(form).toContain("type='result'");
    expect(form).toContain('<username/><password/>');
    expect(await asks(client, account('Juliet'))).toContain(
      "<iq xmlns='jabber:client' id='r' type='result'/>",
    );
    expect([...room.accounts]).toEqual(['romeo@localhost', 'juliet@localhost']);
    expect(room.logged.join()).toContain('account-registered user=juliet@localhost address=192.0.2.1');
    expect(room.logged.join()).not.toContain('secret');
  });

  it('makes one account on a stream', async () => {
    const client = await arrive();
    client.header();
    await asks(client, account('juliet'));
    expect(await asks(client, account('nurse'))).toContain('<not-acceptable ');
    expect(room.accounts.size).toBe(2);
  });

  it.each([
    ['a name that is taken', account('ROMEO'), 'conflict'],
    ['no name', account(''), 'not-acceptable'],
    ['what is no name', account('a@b'), 'not-acceptable'],
    ['no password', account('juliet', ''), 'not-acceptable'],
    ['a password that no account can have', account('juliet', '&#x2028;'), 'not-acceptable'],
  ])('refuses %s', async (_what, inside, condition) => {
    const client = await arrive();
    client.header();
    expect(await asks(client, inside)).toContain(`<${condition} `);
    expect(room.accounts.size).toBe(1);
  });

  it('allows an address so many tries, over all its streams', async () => {
    const env = { DORMOUSE_REGISTRATION: 'true', DORMOUSE_REGISTRATION_PER_HOUR: '2' };
    const first = await arrive(env);
    first.header();
    await asks(first, account('romeo'));
    await asks(first, account('juliet'));
    const second = room.connect();
    second.header();
    expect(await asks(second, account('nurse'))).toContain('<resource-constraint ');
    expect(room.accounts.size).toBe(2);
  });

  it('is neither announced nor there where it is off, and says so', async () => {
    const client = await arrive({});
    expect(client.header()).not.toContain('iq-register');
    for (const type of ['get', 'set'])
      expect(await asks(client, account('juliet'), type)).toContain('<service-unavailable ');
    expect(room.accounts.size).toBe(1);
  });

  it('is neither announced nor there without TLS', async () => {
    const client = await arrive();
    client.wire.confidential = false;
    expect(client.header()).not.toContain('iq-register');
    const said = client.say(
      `<iq type='set' id='r'><query xmlns='jabber:iq:register'>${account('x')}</query></iq>`,
    );
    expect(said).toContain('<not-authorized ');
    expect(room.accounts.size).toBe(1);
  });
});

describe('registration that is switched while the server runs', () => {
  const FEATURE = "<register xmlns='http://jabber.org/features/iq-register'/>";

  it('is announced to those who come afterwards, once, and no longer when it is over', async () => {
    room = await ConnectionRoom.open({});
    expect(room.connect().header()).not.toContain(FEATURE);
    room.set('registration', true);
    room.set('registration_per_hour', 2);
    const client = room.connect();
    expect(client.header().split(FEATURE)).toHaveLength(2);
    expect(await asks(client, account('juliet'))).toContain("type='result'");
    room.set('registration', false);
    const late = room.connect();
    expect(late.header()).not.toContain(FEATURE);
    expect(await asks(late, account('nurse'))).toContain('<service-unavailable ');
  });

  it('counts tries against the number that holds now', async () => {
    const client = await arrive({ DORMOUSE_REGISTRATION: 'true', DORMOUSE_REGISTRATION_PER_HOUR: '1' });
    client.header();
    expect(await asks(client, account('juliet'))).toContain("type='result'");
    const next = room.connect();
    next.header();
    expect(await asks(next, account('nurse'))).toContain('<resource-constraint ');
    room.set('registration_per_hour', 5);
    expect(await asks(next, account('nurse'))).toContain("type='result'");
  });
});
