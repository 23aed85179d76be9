import { describe, expect, it } from 'vitest';
import { befriend } from '../../support/contacts.js';
import { enable, resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS, type Transport } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage();
const state = (name: 'active' | 'inactive') => `<${name} xmlns='urn:xmpp:csi:0'/>`;
const typing = (to: string) =>
  `<message to='${to}' type='chat'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>`;
const chat = (to: string) => `<message to='${to}' type='chat'><body>b</body></message>`;
const shows = (client: XmlClient, show: string) =>
  `<presence from='${client.fullJid}'><show>${show}</show></presence>`;

/** Romeo’s phone, with stream management and inactive, and Juliet, whom he sees. */
async function apart(transport: Transport) {
  const [romeo, other] = [await stage.person('romeo'), await stage.person('juliet')];
  const juliet = await other.signIn(transport);
  const phone = await romeo.signIn(transport);
  await befriend(phone, juliet);
  await enable(phone);
  phone.send(state('inactive'));
  await phone.expectNothing();
  return { romeo, phone, juliet };
}

/** What Juliet did by now has had its effects. */
const settled = (juliet: XmlClient) => juliet.expectNothing();

describe.each(TRANSPORTS)('an inactive client (XEP-0352 §5) over %s', (transport) => {
  it('is told of presence and typing when something urgent comes, the latest presence only, in order', async () => {
    const { romeo, phone, juliet } = await apart(transport);
    for (const show of ['away', 'xa', 'dnd']) juliet.send(`<presence><show>${show}</show></presence>`);
    for (let echoes = 0; echoes < 3; echoes++) await juliet.expectStanza();
    juliet.send(typing(romeo.jid));
    await settled(juliet);
    juliet.send(chat(romeo.jid));
    await phone.expect(shows(juliet, 'dnd'));
    await phone.expect("<message><composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
    await phone.expect('<message><body>b</body></message>');
    // Counted as it was sent: the server waits for no acknowledgement of what it left out.
    await phone.acked();
  });

  it('is told when it becomes active', async () => {
    const { phone, juliet } = await apart(transport);
    juliet.send('<presence><show>away</show></presence>');
    await juliet.expectStanza();
    await settled(juliet);
    phone.send(state('active'));
    await phone.expect(shows(juliet, 'away'));
    juliet.send('<presence><show>xa</show></presence>');
    await phone.expect(shows(juliet, 'xa'));
  });

  it('R49: is told when it resumes, and from then on at once', async () => {
    const { romeo, phone, juliet } = await apart(transport);
    juliet.send('<presence><show>away</show></presence>');
    await juliet.expectStanza();
    await settled(juliet);
    phone.cut();
    const back = await romeo.arrive(transport);
    const resumed = await resume(back, phone);
    expect(Number(resumed.attrs['h'])).toBe(phone.sm?.sent);
    await back.expect(shows(juliet, 'away'));
    juliet.send('<presence><show>xa</show></presence>');
    await back.expect(shows(juliet, 'xa'));
  });
});
