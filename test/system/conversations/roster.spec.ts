import { describe, expect, it } from 'vitest';
import { askForRoster, push } from '../../support/contacts.js';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { authenticate, openSecureStream, resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage();
const query = (inside: string, ver?: string) =>
  `<query xmlns='${NS.roster}'${ver === undefined ? '' : ` ver='${ver}'`}>${inside}</query>`;
const set = (client: XmlClient, item: string, to = '') =>
  client.send(`<iq type='set' id='set'${to}>${query(item)}</iq>`);
const NURSE =
  "<item jid='nurse@localhost' name='Nurse'><group>Servants</group><group>Capulets</group></item>";

describe.each(TRANSPORTS)('the roster over %s', (transport) => {
  const online = async () => (await stage.person('juliet')).signIn(transport);

  it('takes items, changes and forgets them, and gives them back (RFC 6121 §2.2–§2.5)', async () => {
    const juliet = await online();
    await askForRoster(juliet);
    set(juliet, NURSE);
    await juliet.expect(push(NURSE.replace("name='Nurse'", "name='Nurse' subscription='none' ask='-'")));
    await juliet.expect("<iq type='result' id='set'/>");
    set(juliet, "<item jid='nurse@localhost' name='Angelica'/>");
    const changed = await juliet.expect(push("<item jid='nurse@localhost' name='Angelica'/>"));
    expect(changed.child('query', NS.roster)?.child('item')?.elements).toEqual([]);
    await juliet.expect("<iq type='result' id='set'/>");
    juliet.send(`<iq type='get' id='get'>${query('')}</iq>`);
    const result = await juliet.expect(`<iq type='result' id='get'>${query('')}</iq>`);
    expect(result.child('query', NS.roster)?.elements.map(({ attrs }) => attrs)).toEqual([
      { jid: 'nurse@localhost', name: 'Angelica', subscription: 'none' },
    ]);
    set(juliet, "<item jid='nurse@localhost' subscription='remove'/>");
    await juliet.expect(push("<item jid='nurse@localhost' subscription='remove'/>"));
    await juliet.expect("<iq type='result' id='set'/>");
    set(juliet, "<item jid='nurse@localhost' subscription='remove'/>");
    await juliet.expect(`<iq type='error' id='set'><error><item-not-found ${STANZA_ERROR}/></error></iq>`);
  });

  it('is pushed to those who asked for it, over a lost connection as well (RFC 6121 §2.1.6, R34)', async () => {
    const person = await stage.person('juliet');
    const balcony = await person.signIn(transport, { sm: 'resume' });
    await askForRoster(balcony);
    await balcony.acked();
    const garden = await person.signIn(transport, { presence: false });
    balcony.cut();
    set(garden, NURSE);
    await garden.expect("<iq type='result' id='set'/>");
    await garden.expectNothing();
    const back = await person.arrive(transport);
    await resume(back, balcony);
    await back.expect(push(NURSE));
    set(garden, "<item jid='nurse@localhost'/>");
    await back.expect(push("<item jid='nurse@localhost' name='-'/>"));
  });

  it('has versions: who is up to date is told no more than that (RFC 6121 §2.6)', async () => {
    const person = await stage.person('juliet');
    const juliet = await person.signIn(transport);
    const empty = await askForRoster(juliet);
    set(juliet, NURSE);
    const pushed = await juliet.expect(push(NURSE));
    await juliet.expect("<iq type='result' id='set'/>");
    const ver = pushed.child('query', NS.roster)?.attrs['ver'];
    expect(ver).not.toBe(empty);
    const later = await person.signIn(transport, { presence: false });
    later.send(`<iq type='get' id='get'>${query('', ver)}</iq>`);
    const same = await later.expect("<iq type='result' id='get'/>");
    expect(same.elements).toEqual([]);
    later.send(`<iq type='get' id='get'>${query('', empty)}</iq>`);
    await later.expect(`<iq type='result' id='get'>${query(NURSE, ver)}</iq>`);
  });

  it.each([
    ['two items', "<item jid='a@localhost'/><item jid='b@localhost'/>", 'bad-request'],
    ['a resource', "<item jid='a@localhost/phone'/>", 'bad-request'],
    ['no address', "<item jid='@@'/>", 'jid-malformed'],
    ['a group twice', "<item jid='a@localhost'><group>g</group><group>g</group></item>", 'bad-request'],
    ['a group without a name', "<item jid='a@localhost'><group/></item>", 'not-acceptable'],
  ])('takes no set with %s (RFC 6121 §2.3.3)', async (_name, item, condition) => {
    const juliet = await online();
    await askForRoster(juliet);
    set(juliet, item);
    await juliet.expect(`<iq type='error' id='set'><error><${condition} ${STANZA_ERROR}/></error></iq>`);
    await juliet.expectNothing();
  });

  it('is its owner’s: whoever forges a push to an account is refused (RFC 6121 §2.1.6)', async () => {
    const juliet = await online();
    await askForRoster(juliet);
    const tybalt = await (await stage.person('tybalt')).signIn(transport);
    const account = juliet.fullJid.split('/')[0];
    for (const type of ['set', 'get']) {
      tybalt.send(
        `<iq type='${type}' id='forged' to='${account}'>${query(type === 'set' ? NURSE : '')}</iq>`,
      );
      await tybalt.expect(`<iq type='error' id='forged'><error><forbidden ${STANZA_ERROR}/></error></iq>`);
    }
    await juliet.expectNothing();
  });

  it('outlives the server', async () => {
    const person = await stage.person('juliet');
    const juliet = await person.signIn(transport);
    await askForRoster(juliet);
    set(juliet, NURSE);
    const pushed = await juliet.expect(push(NURSE));
    await juliet.expect("<iq type='result' id='set'/>");
    await stage.server.stop();
    await stage.server.start();
    const back = await person.signIn(transport);
    back.send(`<iq type='get' id='get'>${query('')}</iq>`);
    const ver = pushed.child('query', NS.roster)?.attrs['ver'];
    await back.expect(`<iq type='result' id='get'>${query(NURSE, ver)}</iq>`);
  });
});

describe('stream features', () => {
  it('name versions and approval in advance once somebody is authenticated (RFC 6121 §2.6.1, §3.4.1)', async () => {
    const person = await stage.person('juliet');
    const client = await stage.connect('websocket');
    const before = await openSecureStream(client);
    expect(before.child('ver', 'urn:xmpp:features:rosterver')).toBeUndefined();
    const after = await authenticate(client, person.user, person.password);
    expect(after.child('ver', 'urn:xmpp:features:rosterver')).toBeDefined();
    expect(after.child('sub', 'urn:xmpp:features:pre-approval')).toBeDefined();
  });
});
