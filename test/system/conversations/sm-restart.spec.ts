import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, becomeAvailable, bind, enable } from '../../support/negotiation.js';
import { openStage, type Stage } from '../../support/stage.js';
import { TRANSPORTS, type Transport } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const kept = openStage();
const forgetful = openStage({ SMACKS_DURABILITY: 'none' });

/** Romeo at two clients, one of them asleep. */
async function scene(stage: Stage, transport: Transport) {
  const romeo = await stage.person('romeo');
  const online = await romeo.signIn(transport, { sm: 'resume' });
  const asleep = await romeo.signIn(transport, { sm: 'resume' });
  await online.expect(`<presence from='${asleep.fullJid}'/>`);
  online.send("<message id='1'><body>note to self</body></message>");
  // Both, since either may get it a moment later than the other: what was kept for it is looked up first.
  for (const client of [online, asleep]) await client.expect("<message id='1'/>");
  await asleep.hangUp();
  // A round trip, so that the server has surely seen the other connection end before it is told to stop.
  await online.expectNothing();
  await online.acked();
  return { romeo, online, asleep };
}

/** Told to stop; the client that is connected gets a final `<a/>` and no error. */
async function stopped(stage: Stage, online: XmlClient) {
  const ending = await stage.server.stop();
  expect(ending.code).toBe(0);
  await online.ackedUnasked();
}

describe.each(TRANSPORTS)('a restart of the server, over %s', (transport) => {
  it('acknowledges, ends without an error, and lets everybody resume afterwards (R18, R24, R33)', async () => {
    const { romeo, online, asleep } = await scene(kept, transport);
    online.send(`<message id='2' to='${asleep.fullJid}' type='chat'><body>sleep well</body></message>`);
    await online.acked();
    await stopped(kept, online);
    await online.expectEvent('end');
    await kept.server.restart();
    for (const lost of [online, asleep]) {
      const back = await romeo.arrive(transport);
      askToResume(back, lost);
      await back.expect(`<resumed xmlns='${NS.sm3}' h='${lost.sm?.sent}'/>`);
      if (lost === asleep) await back.expect("<message id='2'><body>sleep well</body></message>");
      await back.expectNothing();
    }
  });

  it('fault 7: without a journal it still tells the h afterwards (R18, R29)', async () => {
    const { romeo, online, asleep } = await scene(forgetful, transport);
    await stopped(forgetful, online);
    // Who sleeps through a stop is gone for those who stay up a moment longer.
    await online.expect(`<presence type='unavailable' from='${asleep.fullJid}'/>`);
    await online.expectEvent('end');

    await forgetful.server.restart();
    for (const lost of [online, asleep]) {
      const late = await romeo.arrive(transport);
      askToResume(late, lost);
      await late.expect(
        `<failed xmlns='${NS.sm3}' h='${lost.sm?.sent}'><item-not-found ${STANZA_ERROR}/></failed>`,
      );
      await bind(late);
      await enable(late);
      await becomeAvailable(late);
    }
  });

  it('keeps the accounts after a kill', async () => {
    const romeo = await forgetful.person('romeo');
    await forgetful.server.kill();
    await forgetful.server.restart();
    const client = await romeo.signIn(transport, { sm: 'resume' });
    await client.expectNothing();
  });
});
