import { describe, it } from 'vitest';
import { resume } from '../../support/negotiation.js';
import { openStage, type Person } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

/** Seconds of hibernation. */
const IN_TURN = [1, 2, 3];
const [SOON, LATE] = [1, 300];
const stage = openStage();

describe.each(TRANSPORTS)('a message that several resources hold, over %s', (transport) => {
  /** Equal resources that acknowledge nothing of a message to the bare JID; `times`: how long each may sleep. */
  const holders = async (romeo: Person, balcony: XmlClient, times: readonly number[]) => {
    const lost: XmlClient[] = [];
    for (const seconds of times) {
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
    for (const client of await holders(romeo, balcony, IN_TURN)) client.cut();
    await balcony.expect("<message type='error' id='m'/>");
    await balcony.expectNothing();
    await (await romeo.signIn(transport)).expectNothing();
  });

  it('fault 12: is handed on once, and not at all when another resource has it', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    const desk = await romeo.signIn(transport, { sm: 'resume' });
    const lost = await holders(romeo, balcony, IN_TURN);
    for (const client of lost) await desk.expect(`<presence from='${client.fullJid}'/>`);
    await desk.expect("<message id='m'/>");
    for (const client of lost) client.cut();
    for (const client of lost) await desk.expect(`<presence type='unavailable' from='${client.fullJid}'/>`);
    await desk.expectNothing();
    await balcony.expectNothing();
  });

  it('fault 12: comes once to a resource that wakes after another has expired', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    const [first, second] = await holders(romeo, balcony, [SOON, LATE]);
    first!.send(`<presence to='${balcony.fullJid}'/>`);
    await balcony.expect(`<presence from='${first!.fullJid}'/>`);
    // As if the message had never reached it: it is sent again.
    const known = second!.sm!.handled - 1;
    first!.cut();
    second!.cut();
    await balcony.expect(`<presence type='unavailable' from='${first!.fullJid}'/>`);
    const next = await romeo.arrive(transport);
    await resume(next, second!, known);
    await next.expect("<message id='m'/>");
    await next.expect(`<presence type='unavailable' from='${first!.fullJid}'/>`);
    await next.expectNothing();
    await balcony.expectNothing();
  });
});
