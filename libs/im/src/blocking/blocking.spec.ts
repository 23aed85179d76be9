import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT_STORE, BLOCK_STORE } from '#ports';
import { ImRoom, type Person } from '../testing/im-room.js';
import type { MemoryAccounts } from '../testing/memory-accounts.js';
import type { MemoryBlocks } from '../testing/memory-blocks.js';

let room: ImRoom;
let romeo: Person;
let juliet: Person;
beforeEach(async () => {
  room = await ImRoom.openWith({ DORMOUSE_BLOCK_LIST_MAX_ENTRIES: '3' });
  romeo = await room.enterAvailable('romeo@localhost/orchard');
  juliet = await room.enterAvailable('juliet@localhost/balcony');
});
afterEach(() => room.close());

const items = (...jids: string[]) => jids.map((jid) => `<item jid='${jid}'/>`).join('');
const element = (name: string, ...jids: string[]) =>
  jids.length === 0
    ? `<${name} xmlns='urn:xmpp:blocking'/>`
    : `<${name} xmlns='urn:xmpp:blocking'>${items(...jids)}</${name}>`;

async function commands(person: Person, payload: string, type = 'set'): Promise<string> {
  await person.saysAndIsTold(`<iq xmlns='jabber:client' type='${type}' id='b'>${payload}</iq>`);
  return person.hears().join();
}
const blocks = (person: Person, ...jids: string[]) => commands(person, element('block', ...jids));
const unblocks = (person: Person, ...jids: string[]) => commands(person, element('unblock', ...jids));
const list = (person: Person) => commands(person, element('blocklist'), 'get');

const chat = (to: string, type = 'chat') =>
  `<message xmlns='jabber:client' to='${to}' type='${type}'><body>b</body></message>`;

describe('a block list (XEP-0191 §3)', () => {
  it('is empty at first, and tells whom its owner blocked, in order', async () => {
    expect(await list(romeo)).toContain(element('blocklist'));
    expect(await blocks(romeo, 'Tybalt@Localhost', 'a.example')).toContain("type='result'");
    await blocks(romeo, 'nurse@localhost/x', 'a.example');
    const all = element('blocklist', 'tybalt@localhost', 'a.example', 'nurse@localhost/x');
    expect(await list(romeo)).toContain(all);
    expect(await list(juliet)).toContain(element('blocklist'));
  });

  it('is pushed as it changes to those that asked for it, sleeping ones included', async () => {
    const asleep = await room.enterAvailable('romeo@localhost/phone', { managed: true });
    const other = await room.enterAvailable('romeo@localhost/tablet');
    romeo.hears();
    await list(romeo);
    await list(asleep);
    room.sleep(asleep);
    const heard = await blocks(romeo, 'tybalt@localhost', 'nurse@localhost');
    const push = (resource: string, inside: string) =>
      new RegExp(
        `<iq xmlns='jabber:client' to='romeo@localhost/${resource}' type='set' id='[^']+'>${inside}</iq>`,
      );
    expect(heard).toMatch(push('orchard', element('block', 'tybalt@localhost', 'nurse@localhost')));
    expect(await blocks(romeo, 'tybalt@localhost')).not.toContain("type='set'");
    expect(await unblocks(romeo, 'nurse@localhost', 'paris@localhost')).toMatch(
      push('orchard', element('unblock', 'nurse@localhost')),
    );
    expect(await unblocks(romeo)).toMatch(push('orchard', element('unblock')));
    expect(await unblocks(romeo)).not.toContain("type='set'");
    expect(asleep.session.sm?.outbound.length).toBe(3);
    expect(other.hears().join()).not.toContain('urn:xmpp:blocking');
    expect(await list(romeo)).toContain(element('blocklist'));
  });

  it.each([
    ['an empty block', element('block'), 'bad-request'],
    ['what is no address', element('block', 'a@b@c/@'), 'jid-malformed'],
    ['an item without address', "<block xmlns='urn:xmpp:blocking'><item/></block>", 'bad-request'],
    ['a foreign item', "<block xmlns='urn:xmpp:blocking'><item xmlns='x' jid='a@b'/></block>", 'bad-request'],
    ['an unknown command', element('freeze', 'a@b'), 'bad-request'],
    ['themselves', element('block', 'juliet@localhost/x'), 'not-allowed'],
    ['more than allowed', element('block', 'a@b', 'b@b', 'c@b', 'd@b'), 'resource-constraint'],
  ])('refuses %s and stays as it was', async (_what, payload, condition) => {
    expect(await commands(juliet, payload)).toContain(`<${condition} `);
    expect(await list(juliet)).toContain(element('blocklist'));
    expect(room.store<MemoryBlocks>(BLOCK_STORE).rows).toEqual([]);
  });

  it('is in force only once it is stored', async () => {
    room.store<MemoryBlocks>(BLOCK_STORE).broken = true;
    expect(await blocks(romeo, 'juliet@localhost')).toContain('<internal-server-error');
    expect(await list(romeo)).toContain(element('blocklist'));
    juliet.says(chat('romeo@localhost'));
    expect(romeo.hears()).toHaveLength(1);
  });

  it('goes with its account', async () => {
    await blocks(romeo, 'juliet@localhost');
    const accounts = room.store<MemoryAccounts>(ACCOUNT_STORE);
    await accounts.add([{ bareJid: 'romeo@localhost', keys: {} as never }]);
    await accounts.remove('romeo@localhost');
    expect(await list(romeo)).toContain(element('blocklist'));
  });
});

describe('what the blocked send (§3.3)', () => {
  const query =
    "<iq xmlns='jabber:client' type='get' id='q' to='romeo@localhost/orchard'><q xmlns='x'/></iq>";

  it.each([
    ['chat', chat('romeo@localhost'), true],
    ['chat to the resource', chat('romeo@localhost/orchard'), true],
    ['an error', chat('romeo@localhost/orchard', 'error'), false],
    ['a query', query, true],
    ['a query of the account', query.replace('/orchard', ''), true],
    ['a result', query.replace("'get'", "'result'"), false],
    ['presence', "<presence xmlns='jabber:client' to='romeo@localhost'/>", false],
    ['a request', "<presence xmlns='jabber:client' type='subscribe' to='romeo@localhost'/>", false],
    ['a probe', "<presence xmlns='jabber:client' type='probe' to='romeo@localhost'/>", false],
  ])('does not arrive: %s', async (_what, stanza, answered) => {
    await blocks(romeo, 'juliet@localhost');
    juliet.hears();
    juliet.says(stanza);
    const heard = juliet.hears();
    expect(heard).toHaveLength(answered ? 1 : 0);
    if (answered) expect(heard[0]).toContain('<service-unavailable ');
    expect(romeo.hears()).toEqual([]);
  });

  it.each([
    ['juliet@localhost/balcony', true],
    ['juliet@localhost/other', false],
    ['juliet@localhost', true],
    ['localhost/balcony', true],
    ['localhost/other', false],
    ['localhost', true],
    ['romeo.example', false],
  ])('matches %s (§6): %s', async (jid, barred) => {
    await blocks(romeo, jid);
    juliet.says(chat('romeo@localhost'));
    expect(romeo.hears()).toHaveLength(barred ? 0 : 1);
    // Neither the own account nor the server can be shut out, whatever the domain.
    romeo.says(chat('romeo@localhost'));
    expect(romeo.hears()).toHaveLength(1);
    romeo.says(
      "<iq xmlns='jabber:client' to='localhost' type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>",
    );
    expect(romeo.hears().join()).toContain("type='result'");
  });

  it('arrives again once they are unblocked', async () => {
    await blocks(romeo, 'juliet@localhost', 'nurse@localhost');
    await unblocks(romeo, 'juliet@localhost');
    juliet.says(chat('romeo@localhost'));
    expect(romeo.hears()).toHaveLength(1);
    await blocks(romeo, 'juliet@localhost');
    await unblocks(romeo);
    juliet.says(chat('romeo@localhost'));
    expect(romeo.hears()).toHaveLength(1);
  });
});

describe('what is sent to the blocked (§3.3)', () => {
  it.each([
    ['chat', chat('juliet@localhost'), true],
    [
      'a query',
      "<iq xmlns='jabber:client' type='get' id='q' to='juliet@localhost'><q xmlns='x'/></iq>",
      true,
    ],
    ['presence', "<presence xmlns='jabber:client' to='juliet@localhost'/>", true],
    ['an error', chat('juliet@localhost', 'error'), false],
  ])('goes nowhere: %s', async (_what, stanza, answered) => {
    await blocks(romeo, 'juliet@localhost');
    juliet.hears();
    romeo.says(stanza);
    const heard = romeo.hears();
    expect(heard).toHaveLength(answered ? 1 : 0);
    if (answered)
      expect(heard[0]).toContain(
        "<error type='cancel'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>" +
          "<blocked xmlns='urn:xmpp:blocking:errors'/></error>",
      );
    expect(juliet.hears()).toEqual([]);
  });
});
