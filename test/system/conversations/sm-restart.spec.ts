import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, becomeAvailable, bind, enable } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('a restart of the server, over %s', (transport) => {
  it('fault 7: acknowledges, ends without an error, and still tells the h afterwards (R18, R29)', async () => {
    const romeo = await stage.person('romeo');
    const online = await romeo.signIn(transport, { sm: 'resume' });
    const asleep = await romeo.signIn(transport, { sm: 'resume' });
    await online.expect(`<presence from='${asleep.fullJid}'/>`);
    online.send("<message id='1'><body>note to self</body></message>");
    await online.expect("<message id='1'/>");
    await asleep.hangUp();
    // A round trip, so that the server has surely seen the other connection end before it is told to stop.
    await online.expectNothing();
    await online.acked();

    const ending = await stage.server.stop();
    expect(ending.code).toBe(0);
    await online.ackedUnasked();
    // Who sleeps through a stop is gone for those who stay up a moment longer.
    await online.expect(`<presence type='unavailable' from='${asleep.fullJid}'/>`);
    await online.expectEvent('end');

    await stage.server.restart();
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
    const romeo = await stage.person('romeo');
    await stage.server.kill();
    await stage.server.restart();
    const client = await romeo.signIn(transport, { sm: 'resume' });
    await client.expectNothing();
  });
});
