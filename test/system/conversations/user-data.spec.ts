import { describe, it } from 'vitest';
import { STANZA_ERROR } from '../../support/namespaces.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage({ DORMOUSE_PRIVATE_STORAGE_MAX_BYTES: '2000', DORMOUSE_VCARD_MAX_BYTES: '2000' });
const error = (condition: string) =>
  `<iq type='error' id='u'><error><${condition} ${STANZA_ERROR}/></error></iq>`;
const result = (inside = '') => `<iq type='result' id='u'>${inside}</iq>`;
const ask = (client: XmlClient, type: 'get' | 'set', inside: string, to = '') =>
  client.send(`<iq type='${type}' id='u'${to === '' ? '' : ` to='${to}'`}>${inside}</iq>`);

const kept = (inside: string) => `<query xmlns='jabber:iq:private'>${inside}</query>`;
const BOOKMARKS =
  "<storage xmlns='storage:bookmarks'><conference name='Rose’s garden' jid='rose@garden'/></storage>";
const ANY = "<storage xmlns='storage:bookmarks'/>";
const card = (inside: string) => `<vCard xmlns='vcard-temp'>${inside}</vCard>`;

describe.each(TRANSPORTS)('what users keep on the server, over %s', (transport) => {
  it('private storage is for its owner alone (XEP-0049)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport);
    ask(client, 'get', kept(ANY));
    await client.expect(result(kept(ANY)));
    ask(client, 'set', kept(BOOKMARKS));
    await client.expect(result());
    const desk = await romeo.signIn(transport, { presence: false });
    ask(desk, 'get', kept(ANY));
    await desk.expect(result(kept(BOOKMARKS)));
    const juliet = await (await stage.person('juliet')).signIn(transport);
    ask(juliet, 'get', kept(ANY), romeo.jid);
    await juliet.expect(error('forbidden'));
  });

  it('private storage is bounded (XEP-0049)', async () => {
    const client = await (await stage.person('romeo')).signIn(transport);
    ask(client, 'set', kept(`<notes xmlns='urn:example:notes'>${'x'.repeat(2000)}</notes>`));
    await client.expect(error('resource-constraint'));
    ask(client, 'get', kept("<notes xmlns='urn:example:notes'/><more xmlns='urn:example:notes'/>"));
    await client.expect(error('not-acceptable'));
    await client.expectNothing();
  });

  it('a vCard is told to everybody and set by its owner (XEP-0054)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport);
    ask(client, 'get', card(''));
    await client.expect(error('item-not-found'));
    ask(client, 'set', card('<FN>Romeo Montague</FN>'));
    await client.expect(result());
    const juliet = await (await stage.person('juliet')).signIn(transport);
    ask(juliet, 'get', card(''), romeo.jid);
    await juliet.expect(result(card('<FN>Romeo Montague</FN>')));
    ask(juliet, 'set', card('<FN>Nobody</FN>'), romeo.jid);
    await juliet.expect(error('forbidden'));
    ask(client, 'set', card(`<DESC>${'x'.repeat(2000)}</DESC>`));
    await client.expect(error('policy-violation'));
    ask(client, 'get', card(''));
    await client.expect(result(card('<FN>Romeo Montague</FN>')));
    await client.expectNothing();
  });

  it('both are there after a restart', async () => {
    const romeo = await stage.person('romeo');
    const before = await romeo.signIn(transport);
    ask(before, 'set', kept(BOOKMARKS));
    await before.expect(result());
    ask(before, 'set', card('<FN>Romeo</FN>'));
    await before.expect(result());
    await stage.server.stop();
    await stage.server.start();
    const after = await romeo.signIn(transport);
    ask(after, 'get', kept(ANY));
    await after.expect(result(kept(BOOKMARKS)));
    ask(after, 'get', card(''));
    await after.expect(result(card('<FN>Romeo</FN>')));
  });
});
