import { describe, expect, it } from 'vitest';
import { bind, enable } from '../../support/negotiation.js';
import { openStage, type Person } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const DELAY = "<delay xmlns='urn:xmpp:delay' from='localhost'/>";
const CHAT_STATE = "<composing xmlns='http://jabber.org/protocol/chatstates'/>";
const NO_STORE = "<no-store xmlns='urn:xmpp:hints'/>";

const stage = openStage({
  SMACKS_HIBERNATION_TIME: '1',
  SMACKS_ON_EXPIRY: 'offline',
  DORMOUSE_OFFLINE_MAX_MESSAGES: '2',
});

describe.each(TRANSPORTS)('smacks_on_expiry: offline, over %s', (transport) => {
  /** Romeo's session runs out of time with `stanzas` of Juliet unacknowledged; resolves when she has heard that it is gone. */
  async function expired(...stanzas: ((to: string) => string)[]) {
    const romeo = await stage.person('romeo');
    const juliet = await (await stage.person('juliet')).signIn(transport);
    const lost = await romeo.signIn(transport, { sm: 'resume' });
    lost.send(`<presence to='${juliet.fullJid}'/>`);
    await juliet.expect(`<presence from='${lost.fullJid}'/>`);
    lost.answering = false;
    for (const stanza of stanzas) juliet.send(stanza(lost.fullJid));
    await juliet.expectNothing();
    lost.cut();
    return { romeo, juliet, lost };
  }
  /** Up to the own presence: what was kept follows it. */
  async function login(romeo: Person, presence = '<presence/>') {
    const phone = await romeo.arrive(transport);
    await bind(phone);
    await enable(phone);
    phone.send(presence);
    await phone.expect(`<presence from='${phone.fullJid}'/>`);
    return phone;
  }
  const chat =
    (id: string, more = '') =>
    (to: string) =>
      `<message to='${to}' type='chat' id='${id}'><body>${id}</body>${more}</message>`;

  it('R19: chat is kept and delivered at the next login, in order, with its time, once (XEP-0160)', async () => {
    const { romeo, juliet, lost } = await expired(chat('1'), chat('2'));
    await juliet.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);
    const phone = await login(romeo);
    await phone.expect(`<message type='chat' id='1' from='${juliet.fullJid}'><body/>${DELAY}</message>`);
    await phone.expect(`<message type='chat' id='2' from='${juliet.fullJid}'><body/>${DELAY}</message>`);
    await phone.expectNothing();
    await juliet.expectNothing();
    const tablet = await romeo.signIn(transport, { presence: 0 });
    await phone.expect(`<presence from='${tablet.fullJid}'/>`);
    await tablet.expectNothing();
  });

  it('R19: over the limit the sender hears of it; what may not be stored is dropped', async () => {
    const { romeo, juliet, lost } = await expired(
      chat('1', NO_STORE),
      (to) => `<message to='${to}' type='chat' id='2'>${CHAT_STATE}</message>`,
      chat('3'),
      chat('4'),
      chat('5'),
    );
    await juliet.expect(`<message type='error' id='5' from='${lost.fullJid}'/>`);
    await juliet.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);
    await juliet.expectNothing();
    const phone = await login(romeo, '<presence><priority>-1</priority></presence>');
    await phone.expectNothing();
    phone.send('<presence/>');
    const heard = [await phone.expectStanza(), await phone.expectStanza(), await phone.expectStanza()];
    expect(heard.map(({ name, attrs }) => attrs['id'] ?? name)).toEqual(['presence', '3', '4']);
    await phone.expectNothing();
  });

  it('keeps it over a restart of the server', async () => {
    const { romeo, juliet, lost } = await expired(chat('1'));
    await juliet.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);
    await stage.server.stop();
    await stage.server.start();
    const phone = await login(romeo);
    await phone.expect(`<message type='chat' id='1'><body/>${DELAY}</message>`);
  });
});
