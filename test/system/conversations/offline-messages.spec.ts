import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { openStage, type Person } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage({ DORMOUSE_OFFLINE_MAX_MESSAGES: '3' });
const DELAY = `<delay xmlns='${NS.delay}' from='localhost' stamp='*'/>`;
const UNAVAILABLE = `<error type='cancel'><service-unavailable ${STANZA_ERROR}/></error>`;
const chat = (id: string, to: string, more = '') =>
  `<message to='${to}' type='chat' id='${id}'><body>${id}</body>${more}</message>`;

describe.each(TRANSPORTS)('messages to somebody who is away, over %s', (transport) => {
  const away = async () => ({
    romeo: await stage.person('romeo'),
    juliet: await (await stage.person('juliet')).signIn(transport, { sm: 'enable' }),
  });
  /** Up to the own presence: what was kept follows it. */
  const login = async (romeo: Person) => {
    const phone = await romeo.signIn(transport, { presence: false });
    phone.send('<presence/>');
    await phone.expect(`<presence from='${phone.fullJid}'/>`);
    return phone;
  };

  it('are kept and delivered at the next login, in order, with their time, once (XEP-0160)', async () => {
    const { romeo, juliet } = await away();
    juliet.send(chat('1', romeo.jid));
    juliet.send(`<message to='${romeo.jid}' id='2'><subject>s</subject><body>2</body></message>`);
    juliet.send(chat('3', `${romeo.jid}/gone`));
    await juliet.acked();
    const phone = await login(romeo);
    for (const id of ['1', '2', '3'])
      await phone.expect(`<message id='${id}' from='${juliet.fullJid}'><body>${id}</body>${DELAY}</message>`);
    await phone.expectNothing();
    await juliet.expectNothing();
    await phone.close();
    const desk = await login(romeo);
    await desk.expectNothing();
  });

  it('come back beyond what one user may have (RFC 6121 §8.5.2.2.1)', async () => {
    const { romeo, juliet } = await away();
    for (const id of ['1', '2', '3', '4']) juliet.send(chat(id, romeo.jid));
    await juliet.expect(`<message type='error' id='4' from='${romeo.jid}'>${UNAVAILABLE}</message>`);
    await juliet.acked();
    await juliet.expectNothing();
  });

  it('come back when they may not be stored (XEP-0334), and vanish when nobody wants to know later', async () => {
    const { romeo, juliet } = await away();
    juliet.send(chat('1', romeo.jid, "<no-store xmlns='urn:xmpp:hints'/>"));
    await juliet.expect(`<message type='error' id='1'>${UNAVAILABLE}</message>`);
    const typing = "<composing xmlns='http://jabber.org/protocol/chatstates'/>";
    juliet.send(`<message to='${romeo.jid}' type='chat'>${typing}</message>`);
    juliet.send(`<message to='${romeo.jid}' type='headline'><body>news</body></message>`);
    juliet.send(`<message to='${romeo.jid}' type='error' id='e'><body>no</body></message>`);
    await juliet.expectNothing();
    juliet.send(`<message to='${romeo.jid}' type='groupchat' id='g'><body>all</body></message>`);
    await juliet.expect(`<message type='error' id='g'>${UNAVAILABLE}</message>`);
    const phone = await login(romeo);
    await phone.expectNothing();
  });

  it('outlive the server', async () => {
    const { romeo, juliet } = await away();
    juliet.send(chat('1', romeo.jid));
    await juliet.acked();
    await stage.server.stop();
    await stage.server.start();
    const phone = await login(romeo);
    await phone.expect(`<message id='1'><body>1</body>${DELAY}</message>`);
  });

  it('are announced (XEP-0160 §4)', async () => {
    const { juliet } = await away();
    juliet.send(`<iq type='get' id='d' to='localhost'><query xmlns='${NS.discoInfo}'/></iq>`);
    const answer = await juliet.expect("<iq type='result' id='d'/>");
    const features = answer.child('query', NS.discoInfo)?.elements.map(({ attrs }) => attrs['var']);
    expect(features).toContain('msgoffline');
  });
});
