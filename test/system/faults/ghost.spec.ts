import { describe, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

/** Four times `SMACKS_MAX_QUEUE_STANZAS`: the allowance of the first minute after login. */
const ROOM = 40;
const stage = openStage({ SMACKS_HIBERNATION_TIME: '2', SMACKS_MAX_QUEUE_STANZAS: '10' });

describe.each(TRANSPORTS)('a sleeper that is disturbed, over %s', (transport) => {
  it('fault 1: refused resumes and a full queue leave its timer running, no ghost remains (R38)', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    const late = await romeo.arrive(transport);
    const lost = await romeo.signIn(transport, { sm: 'resume' });
    lost.send(`<presence to='${balcony.fullJid}'/>`);
    await balcony.expect(`<presence from='${lost.fullJid}'/>`);
    await lost.hangUp();

    const previd = `previd='${lost.sm?.id}'`;
    for (const attributes of [previd, `${previd} h='1000000'`, `${previd} h='-1'`]) {
      late.send(`<resume xmlns='${NS.sm3}' ${attributes}/>`);
      await late.expect(`<failed xmlns='${NS.sm3}' h='-'/>`);
    }
    for (let i = 0; i <= ROOM; i += 1)
      balcony.send(`<message to='${lost.fullJid}' type='chat' id='m${i}'><body>${i}</body></message>`);
    await balcony.expect(`<message type='error' id='m${ROOM}'/>`);

    // Nothing more is done to it: what follows comes of its own timer.
    for (let i = 0; i < ROOM; i += 1) await balcony.expect(`<message type='error' id='m${i}'/>`);
    await balcony.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);
    askToResume(late, lost);
    await late.expect(
      `<failed xmlns='${NS.sm3}' h='${lost.sm?.sent}'><item-not-found ${STANZA_ERROR}/></failed>`,
    );
  });
});
