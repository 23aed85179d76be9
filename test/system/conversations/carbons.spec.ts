import { describe, expect, it } from 'vitest';
import { resume } from '../../support/negotiation.js';
import { openStage, type Person } from '../../support/stage.js';
import { TRANSPORTS, type Transport } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage();
const CARBONS = 'urn:xmpp:carbons:2';

async function turn(client: XmlClient, name: 'enable' | 'disable'): Promise<void> {
  client.send(`<iq type='set' id='carbons'><${name} xmlns='${CARBONS}'/></iq>`);
  await client.expect("<iq type='result' id='carbons'/>");
}

const copy = (direction: 'sent' | 'received', account: string, body: string) =>
  `<message from='${account}' type='chat'><${direction} xmlns='${CARBONS}'><forwarded xmlns='urn:xmpp:forward:0'>
     <message xmlns='jabber:client' type='chat'><body>${body}</body></message></forwarded></${direction}></message>`;
const chat = (to: string, body: string, more = '') =>
  `<message to='${to}' type='chat'><body>${body}</body>${more}</message>`;

/** Romeo's phone, which gets his chat, and his tablet, which wants copies of it. */
async function devices(romeo: Person, transport: Transport) {
  const tablet = await romeo.signIn(transport, { resource: 'tablet', sm: 'resume', presence: 0 });
  await turn(tablet, 'enable');
  const phone = await romeo.signIn(transport, { resource: 'phone', presence: 5 });
  await tablet.expect(`<presence from='${phone.fullJid}'/>`);
  return { phone, tablet };
}

describe.each(TRANSPORTS)('carbons (XEP-0280) over %s', (transport) => {
  it('show both sides of a conversation on a device that takes no part in it (§7, §8)', async () => {
    const [romeo, other] = [await stage.person('romeo'), await stage.person('juliet')];
    const { phone, tablet } = await devices(romeo, transport);
    const juliet = await other.signIn(transport);
    juliet.send(chat(romeo.jid, 'Wherefore?'));
    await phone.expect(`<message from='${juliet.fullJid}'><body>Wherefore?</body></message>`);
    const received = await tablet.expect(copy('received', romeo.jid, 'Wherefore?'));
    expect(received.attrs['to']).toBe(tablet.fullJid);
    phone.send(chat(juliet.fullJid, 'Here!'));
    await juliet.expect(`<message from='${phone.fullJid}'><body>Here!</body></message>`);
    await tablet.expect(copy('sent', romeo.jid, 'Here!'));
    await phone.expectNothing();
    await juliet.expectNothing();
  });

  it('leave out what is private, and stop when told to (§5, §9)', async () => {
    const [romeo, other] = [await stage.person('romeo'), await stage.person('juliet')];
    const { phone, tablet } = await devices(romeo, transport);
    const juliet = await other.signIn(transport);
    const secret = `<private xmlns='${CARBONS}'/><no-copy xmlns='urn:xmpp:hints'/>`;
    juliet.send(chat(phone.fullJid, 'hush', secret));
    await phone.expect(`<message><body>hush</body>${secret}</message>`);
    phone.send(chat(juliet.fullJid, 'hush', secret));
    await juliet.expect('<message><body>hush</body></message>');
    await tablet.expectNothing();
    await turn(tablet, 'disable');
    juliet.send(chat(romeo.jid, 'plain'));
    await phone.expect('<message><body>plain</body></message>');
    await tablet.expectNothing();
  });

  it('R34: survive a lost connection, and what was copied meanwhile comes with the resumption', async () => {
    const [romeo, other] = [await stage.person('romeo'), await stage.person('juliet')];
    const { phone, tablet } = await devices(romeo, transport);
    const juliet = await other.signIn(transport);
    tablet.cut();
    juliet.send(chat(romeo.jid, 'one'));
    await phone.expect('<message><body>one</body></message>');
    const back = await romeo.arrive(transport);
    await resume(back, tablet);
    await back.expect(copy('received', romeo.jid, 'one'));
    juliet.send(chat(romeo.jid, 'two'));
    await back.expect(copy('received', romeo.jid, 'two'));
  });
});
