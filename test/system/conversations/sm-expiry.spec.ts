import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, becomeAvailable, bind, enable } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage({ SMACKS_HIBERNATION_TIME: '1' });
const BOUNCED = `<error type='wait'><recipient-unavailable ${STANZA_ERROR}/></error>`;

describe.each(TRANSPORTS)('a hibernation that runs out, over %s', (transport) => {
  it('fault 9: returns what was kept to its senders, each kind as it may be (R19)', async () => {
    const lost = await (await stage.person('romeo')).signIn(transport, { sm: 'resume' });
    const balcony = await (await stage.person('juliet')).signIn(transport);
    // Unacknowledged before the connection is lost, so that nothing depends on how soon the second is over.
    lost.answering = false;
    for (const stanza of [
      `<message to='${lost.fullJid}' type='chat' id='1'><body>1</body></message>`,
      `<message to='${lost.fullJid}' type='headline' id='2'><body>2</body></message>`,
      `<iq to='${lost.fullJid}' type='get' id='3'><query xmlns='jabber:iq:version'/></iq>`,
      `<iq to='${lost.fullJid}' type='result' id='4'/>`,
      `<message to='${lost.fullJid}' type='error' id='5'/>`,
    ])
      balcony.send(stanza);
    await balcony.expectNothing();
    lost.cut();
    const message = await balcony.expect(
      `<message type='error' id='1' from='${lost.fullJid}'>${BOUNCED}</message>`,
    );
    expect(message.child('body')).toBeUndefined();
    await balcony.expect(`<iq type='error' id='3' from='${lost.fullJid}'>${BOUNCED}</iq>`);
    await balcony.expectNothing();
  });

  it('fault 9: hands a chat message to another resource rather than back', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    const lost = await romeo.signIn(transport, { sm: 'resume', presence: 5 });
    const desk = await romeo.signIn(transport, { presence: 1 });
    lost.answering = false;
    balcony.send(`<message to='${romeo.jid}' type='chat' id='1'><body>1</body></message>`);
    await balcony.expectNothing();
    lost.cut();
    const [first, second] = [await desk.expectStanza(), await desk.expectStanza()];
    const kinds = [first, second].map((stanza) =>
      `${stanza.name} ${stanza.attrs['type']} ${stanza.attrs['id'] ?? ''}`.trim(),
    );
    expect(kinds).toEqual(expect.arrayContaining(['message chat 1', 'presence unavailable']));
    await desk.expectNothing();
    await balcony.expectNothing();
  });

  it('tells those who saw the session that it is gone (RFC 6121 §4.5)', async () => {
    const lost = await (await stage.person('romeo')).signIn(transport, { sm: 'resume' });
    const balcony = await (await stage.person('juliet')).signIn(transport);
    lost.send(`<presence to='${balcony.fullJid}'/>`);
    await balcony.expect(`<presence from='${lost.fullJid}'/>`);
    lost.cut();
    await balcony.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);
  });

  it('fault 7: answers a late resume with how far it had come, each time it is asked (R29)', async () => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn(transport, { sm: 'resume' });
    const balcony = await (await stage.person('juliet')).signIn(transport);
    lost.send(`<message to='${balcony.fullJid}' id='1'><body>1</body></message>`);
    lost.send(`<presence to='${balcony.fullJid}'/>`);
    await balcony.expect("<message id='1'/>");
    await balcony.expect(`<presence from='${lost.fullJid}'/>`);
    lost.cut();
    await balcony.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);
    const late = await romeo.arrive(transport);
    for (let time = 0; time < 2; time += 1) {
      askToResume(late, lost);
      await late.expect(
        `<failed xmlns='${NS.sm3}' h='${lost.sm?.sent}'><item-not-found ${STANZA_ERROR}/></failed>`,
      );
    }
    await bind(late, 'orchard');
    await enable(late);
    await becomeAvailable(late);
    balcony.send(`<message to='${romeo.jid}' id='2'><body>2</body></message>`);
    await late.expect("<message id='2'/>");
  });

  it("fault 15: tells a late resume's h to its own account only (R26)", async () => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn(transport, { sm: 'resume' });
    const desk = await romeo.signIn(transport);
    lost.cut();
    await desk.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);
    const thief = await (await stage.person('mercutio')).arrive(transport);
    askToResume(thief, lost);
    await thief.expect(`<failed xmlns='${NS.sm3}' h='-'><item-not-found ${STANZA_ERROR}/></failed>`);
  });
});
