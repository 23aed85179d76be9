import { describe, expect, it } from 'vitest';
import { STANZA_ERROR } from '../../support/namespaces.js';
import { resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage();
const BLOCKING = 'urn:xmpp:blocking';

const command = (name: string, jid?: string) =>
  `<${name} xmlns='${BLOCKING}'>${jid === undefined ? '' : `<item jid='${jid}'/>`}</${name}>`;

async function change(client: XmlClient, name: 'block' | 'unblock', jid?: string): Promise<void> {
  client.send(`<iq type='set' id='change'>${command(name, jid)}</iq>`);
  await client.expect("<iq type='result' id='change'/>");
}

async function list(client: XmlClient): Promise<(string | undefined)[]> {
  client.send(`<iq type='get' id='list'>${command('blocklist')}</iq>`);
  const result = await client.expect(`<iq type='result' id='list'>${command('blocklist')}</iq>`);
  return result.child('blocklist', BLOCKING)?.elements.map(({ attrs }) => attrs['jid']) ?? [];
}

const chat = (to: string) => `<message to='${to}' type='chat'><body>b</body></message>`;
const REFUSED = `<message type='error'><error type='cancel'><service-unavailable ${STANZA_ERROR}/></error></message>`;
const OWN = `<message type='error'><error type='cancel'><not-acceptable ${STANZA_ERROR}/>
  <blocked xmlns='urn:xmpp:blocking:errors'/></error></message>`;

describe.each(TRANSPORTS)('blocking (XEP-0191) over %s', (transport) => {
  it('keeps two apart, both ways, until lifted (§3.3, §3.4)', async () => {
    const [romeo, tybalt] = [await stage.person('romeo'), await stage.person('tybalt')];
    const [his, foe] = [await romeo.signIn(transport), await tybalt.signIn(transport)];
    expect(await list(his)).toEqual([]);
    his.send(`<iq type='set' id='change'>${command('block', tybalt.jid)}</iq>`);
    await his.expect(
      `<iq type='set' id='*' to='${his.fullJid}' from='-'>${command('block', tybalt.jid)}</iq>`,
    );
    await his.expect("<iq type='result' id='change'/>");
    foe.send(chat(romeo.jid));
    await foe.expect(REFUSED);
    foe.send(`<iq type='get' id='q' to='${his.fullJid}'><query xmlns='urn:example:q'/></iq>`);
    await foe.expect(`<iq type='error' id='q'><error><service-unavailable ${STANZA_ERROR}/></error></iq>`);
    foe.send(`<presence to='${romeo.jid}' type='subscribe'/>`);
    await foe.expectNothing();
    his.send(chat(foe.fullJid));
    await his.expect(OWN);
    expect(await list(his)).toEqual([tybalt.jid]);
    his.send(`<iq type='set' id='change'>${command('unblock')}</iq>`);
    await his.expect(`<iq type='set' id='*'>${command('unblock')}</iq>`);
    await his.expect("<iq type='result' id='change'/>");
    foe.send(chat(romeo.jid));
    await his.expect(`<message from='${foe.fullJid}'><body>b</body></message>`);
  });

  it('hides directed presence, and says no more of its end', async () => {
    const [romeo, tybalt] = [await stage.person('romeo'), await stage.person('tybalt')];
    const [his, foe] = [await romeo.signIn(transport), await tybalt.signIn(transport)];
    his.send(`<presence to='${tybalt.jid}'/>`);
    await foe.expect(`<presence from='${his.fullJid}' type='-'/>`);
    await change(his, 'block', tybalt.jid);
    await foe.expect(`<presence from='${his.fullJid}' type='unavailable'/>`);
    await his.close();
    await foe.expectNothing();
  });

  it('R34: is pushed over a lost connection to who asked for the list', async () => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.signIn(transport, { sm: 'resume', presence: false });
    expect(await list(phone)).toEqual([]);
    await phone.acked();
    phone.cut();
    const desk = await romeo.signIn(transport, { presence: false });
    await change(desk, 'block', 'paris@localhost');
    const back = await romeo.arrive(transport);
    await resume(back, phone);
    await back.expect(`<iq type='set' id='*'>${command('block', 'paris@localhost')}</iq>`);
    await desk.expectNothing();
  });

  it.each([
    [command('block'), 'bad-request'],
    [command('block', '@'), 'jid-malformed'],
  ])('refuses %s', async (payload, condition) => {
    const client = await (await stage.person('romeo')).signIn(transport);
    client.send(`<iq type='set' id='x'>${payload}</iq>`);
    await client.expect(`<iq type='error' id='x'><error><${condition} ${STANZA_ERROR}/></error></iq>`);
    expect(await list(client)).toEqual([]);
  });
});

describe('a block list', () => {
  it('is in force again after a restart', async () => {
    const [romeo, tybalt] = [await stage.person('romeo'), await stage.person('tybalt')];
    await change(await romeo.signIn('websocket'), 'block', tybalt.jid);
    await stage.server.stop();
    await stage.server.start();
    const his = await romeo.signIn('websocket');
    const foe = await tybalt.signIn('websocket');
    foe.send(chat(romeo.jid));
    await foe.expect(REFUSED);
    expect(await list(his)).toEqual([tybalt.jid]);
  });
});
