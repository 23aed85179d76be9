import { describe, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, bind, enable, resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage();
const chat = (to: string, word: string) =>
  `<message to='${to}' type='chat' id='${word}'><body>${word}</body></message>`;
const late = (word: string) => `<message type='chat' id='${word}'><delay xmlns='${NS.delay}'/></message>`;

/** What one client or another in the field does, whether it should or not (QXmpp 1.4: sm-resume-refused.spec.ts). */
describe.each(TRANSPORTS)('a client with habits of its own, over %s', (transport) => {
  const couple = async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport, { sm: 'resume' });
    return { romeo, balcony };
  };
  /** Written while the reader sleeps, and taken by the server. */
  const write = async (writer: XmlClient, to: string, words: readonly string[]) => {
    for (const word of words) writer.send(chat(to, word));
    await writer.acked();
  };

  it('ChatSecure: binds its resource anew, then asks to resume; is refused, and gets what waited', async () => {
    const { romeo, balcony } = await couple();
    const lost = await romeo.signIn(transport, { sm: 'resume', resource: 'phone' });
    await lost.hangUp();
    await write(balcony, lost.fullJid, ['1', '2']);
    const client = await romeo.arrive(transport);
    await bind(client, 'phone');
    askToResume(client, lost);
    await client.expect(`<failed xmlns='${NS.sm3}' h='-'><unexpected-request ${STANZA_ERROR}/></failed>`);
    await enable(client);
    client.send('<presence/>');
    for (const pattern of [`<presence from='${lost.fullJid}'/>`, late('1'), late('2')])
      await client.expect(pattern);
    await client.expectNothing();
    await balcony.expectNothing();
  });

  it('gloox: resumes once, and next time binds without stream management', async () => {
    const { romeo, balcony } = await couple();
    const first = await romeo.signIn(transport, { sm: 'resume', resource: 'phone' });
    await first.hangUp();
    await write(balcony, first.fullJid, ['1']);
    const second = await romeo.arrive(transport);
    await resume(second, first);
    await second.expect(late('1'));
    await second.expectNothing();
    await second.hangUp();
    await write(balcony, first.fullJid, ['2']);
    const third = await romeo.arrive(transport);
    await bind(third, 'phone');
    third.send('<presence/>');
    for (const pattern of [`<presence from='${first.fullJid}'/>`, late('2')]) await third.expect(pattern);
    await third.expectNothing();
    await balcony.expectNothing();
  });

  it('mcabber: never comes back by the name it left; what its ghost had too comes once, and the writer hears nothing', async () => {
    const { romeo, balcony } = await couple();
    const ghost = await romeo.signIn(transport, { sm: 'resume', resource: 'mcabber.4f1d' });
    await ghost.hangUp();
    const client = await romeo.signIn(transport, { sm: 'resume', resource: 'mcabber.90c2' });
    await write(balcony, romeo.jid, ['1']);
    await client.expect("<message id='1'/>");
    await stage.server.setLimit(romeo.jid, 'smacks_max_hibernated_sessions', 0);
    await client.expect(`<presence type='unavailable' from='${ghost.fullJid}'/>`);
    await client.expectNothing();
    await balcony.expectNothing();
  });

  it('aioxmpp: repeats on resume in reverse order; each comes once, and the counts agree', async () => {
    const { romeo, balcony } = await couple();
    const lost = await romeo.signIn(transport, { sm: 'resume' });
    const next = await romeo.arrive(transport);
    // Sent into the void: it counts for the client, and the server has not seen it.
    const repeats = ['3', '2', '1'].map((word) => chat(balcony.fullJid, word));
    if (lost.sm) lost.sm.sent += repeats.length;
    await resume(next, lost);
    for (const repeat of repeats) next.repeat(repeat);
    await next.acked();
    for (const word of ['3', '2', '1']) await balcony.expect(`<message id='${word}'/>`);
    await balcony.expectNothing();
  });
});
