import { describe, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, bind, enable } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage({ SMACKS_HIBERNATION_TIME: '1' });

describe.each(TRANSPORTS)('a server killed without warning, over %s', (transport) => {
  it('fault 8: still knows how far sessions had come that had ended before (R29)', async () => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn(transport, { sm: 'resume' });
    const desk = await romeo.signIn(transport);
    await lost.expect(`<presence from='${desk.fullJid}'/>`);
    lost.send(`<message to='${desk.fullJid}' id='1'><body>1</body></message>`);
    await desk.expect("<message id='1'/>");
    lost.cut();
    await desk.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);

    await stage.server.kill();
    await stage.server.restart();
    const late = await romeo.arrive(transport);
    askToResume(late, lost);
    await late.expect(
      `<failed xmlns='${NS.sm3}' h='${lost.sm?.sent}'><item-not-found ${STANZA_ERROR}/></failed>`,
    );
    await bind(late);
    await enable(late);
  });
});
