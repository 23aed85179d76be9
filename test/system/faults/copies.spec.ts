import { describe, it } from 'vitest';
import { openStage, type Person } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage();

describe.each(TRANSPORTS)('a message that several resources hold, over %s', (transport) => {
  /** Three equal resources that acknowledge nothing and fall asleep with a message to the bare JID; each expires a second after the one before. */
  const sleepers = async (romeo: Person, balcony: XmlClient) => {
    const lost: XmlClient[] = [];
    for (const seconds of [1, 2, 3]) {
      await stage.server.setLimit(romeo.jid, 'smacks_hibernation_time', seconds);
      const client = await romeo.signIn(transport, { sm: 'resume', resource: `r${seconds}` });
      client.answering = false;
      for (const other of lost) await other.expect(`<presence from='${client.fullJid}'/>`);
      lost.push(client);
    }
    balcony.send(`<message to='${romeo.jid}' type='chat' id='m'><body>wherefore</body></message>`);
    for (const client of lost) await client.expect("<message id='m'/>");
    return lost;
  };

  it('fault 12: goes back once, however many expire in turn', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    for (const client of await sleepers(romeo, balcony)) client.cut();
    await balcony.expect("<message type='error' id='m'/>");
    await balcony.expectNothing();
    await (await romeo.signIn(transport)).expectNothing();
  });

  it('fault 12: is handed on once, and not at all when another resource has it', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    const desk = await romeo.signIn(transport, { sm: 'resume' });
    const lost = await sleepers(romeo, balcony);
    for (const client of lost) await desk.expect(`<presence from='${client.fullJid}'/>`);
    await desk.expect("<message id='m'/>");
    for (const client of lost) client.cut();
    for (const client of lost) await desk.expect(`<presence type='unavailable' from='${client.fullJid}'/>`);
    await desk.expectNothing();
    await balcony.expectNothing();
  });
});
