import { describe, expect, it } from 'vitest';
import { STANZA_ERROR } from '../../support/namespaces.js';
import { authenticate, openSecureStream, openStream, plainAuth } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const REGISTER = 'jabber:iq:register';
const FEATURE = 'http://jabber.org/features/iq-register';
const PLAINTEXT = { DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true' };
const open = openStage({ ...PLAINTEXT, DORMOUSE_REGISTRATION: 'true', DORMOUSE_REGISTRATION_PER_HOUR: '6' });

const ask = (client: XmlClient, inside: string, type = 'set') =>
  client.send(`<iq type='${type}' id='r'><query xmlns='${REGISTER}'>${inside}</query></iq>`);
const account = (name: string, password: string) =>
  `<username>${name}</username><password>${password}</password>`;
const refused = (condition: string) =>
  `<iq type='error' id='r'><error><${condition} ${STANZA_ERROR}/></error></iq>`;
const done = "<iq type='result' id='r'/>";

describe.each(TRANSPORTS)('registration (XEP-0077) over %s', (transport) => {
  it('makes an account with which one can log in on the same stream (§3.1)', async () => {
    const client = await open.connect(transport);
    expect((await openSecureStream(client)).child('register', FEATURE)).toBeDefined();
    ask(client, '', 'get');
    await client.expect(
      `<iq type='result' id='r'><query xmlns='${REGISTER}'><username/><password/></query></iq>`,
    );
    ask(client, account('', ''));
    await client.expect(refused('not-acceptable'));
    ask(client, account(`benvolio-${transport}`, 'secret'));
    await client.expect(done);
    await authenticate(client, `benvolio-${transport}`, 'secret');
    const other = await open.connect(transport);
    await openSecureStream(other);
    ask(other, account(`Benvolio-${transport}`, 'another'));
    await other.expect(refused('conflict'));
  });

  it('changes the own password, and ends the sessions of the old one (§3.3)', async () => {
    const romeo = await open.person('romeo');
    const phone = await romeo.signIn(transport, { sm: 'resume' });
    const desk = await romeo.signIn(transport, { presence: false });
    ask(desk, account(romeo.user, 'a new one'));
    await phone.expectStreamError('policy-violation');
    await desk.expect(done);
    const late = await open.connect(transport);
    await openSecureStream(late);
    late.send(plainAuth(romeo.user, romeo.password));
    await late.expect("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>");
    await authenticate(late, romeo.user, 'a new one');
    ask(desk, account('somebody', 'else'));
    await desk.expect(refused('not-allowed'));
  });

  it('removes the own account and all that is with it (§3.2)', async () => {
    const romeo = await open.person('romeo');
    const client = await romeo.signIn(transport, { sm: 'resume' });
    client.send("<iq type='set' id='v'><vCard xmlns='vcard-temp'><FN>Romeo</FN></vCard></iq>");
    await client.expect("<iq type='result' id='v'/>");
    ask(client, '<remove/>');
    await client.expect(done);
    await client.expectStreamError('policy-violation');
    const late = await open.connect(transport);
    await openSecureStream(late);
    late.send(plainAuth(romeo.user, romeo.password));
    await late.expect("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>");
    const juliet = await (await open.person('juliet')).signIn(transport);
    juliet.send(`<iq type='get' id='v' to='${romeo.jid}'><vCard xmlns='vcard-temp'/></iq>`);
    await juliet.expect(`<iq type='error' id='v'><error><item-not-found ${STANZA_ERROR}/></error></iq>`);
  });
});

describe('too many registrations', () => {
  it('from one address are refused for an hour', async () => {
    for (let tries = 0; ; tries++) {
      expect(tries).toBeLessThan(7);
      const client = await open.connect('websocket');
      await openStream(client);
      ask(client, account(`paris-${tries}`, 'secret'));
      const answer = await client.expect("<iq id='r'/>");
      if (answer.attrs['type'] === 'result') continue;
      expect(
        answer.child('error')?.child('resource-constraint', 'urn:ietf:params:xml:ns:xmpp-stanzas'),
      ).toBeDefined();
      return;
    }
  });
});

describe('registration that is not open', () => {
  const shut = openStage(PLAINTEXT);

  it('is neither announced nor there, and the own account is changed all the same', async () => {
    const client = await shut.connect('websocket');
    expect((await openStream(client)).child('register', FEATURE)).toBeUndefined();
    ask(client, account('tybalt', 'secret'));
    await client.expect(refused('service-unavailable'));
    const romeo = await shut.person('romeo');
    const desk = await romeo.signIn('websocket');
    ask(desk, account(romeo.user, 'a new one'));
    await desk.expect(done);
  });
});
