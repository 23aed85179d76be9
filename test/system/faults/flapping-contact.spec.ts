import { describe, it } from 'vitest';
import { resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

/** Forty stanzas in the minute after login: far less than what comes. */
const stage = openStage({ SMACKS_MAX_QUEUE_STANZAS: '10', DORMOUSE_C2S_MAX_BYTES_PER_SECOND: 'none' });

const FLIPS = 5000;
const CHAT_AFTER: ReadonlyMap<number, string> = new Map([
  [0, 'first'],
  [1, 'second'],
  [FLIPS / 2, 'third'],
  [FLIPS - 1, 'last'],
]);

describe.each(TRANSPORTS)('a contact that comes and goes while the session sleeps, over %s', (transport) => {
  it.each([
    ['whom the sleeper hears of by directed presence', 'juliet'],
    ['that is another resource of the account', 'romeo'],
  ])('R33, overflow: of one %s one presence is kept, and every chat', async (_name, contact) => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn(transport, { sm: 'resume' });
    const other = contact === 'romeo' ? romeo : await stage.person(contact);
    const flapping = await other.signIn(transport, { presence: false });
    await lost.hangUp();

    const to = other === romeo ? '' : `to='${lost.fullJid}'`;
    for (let flip = 0; flip < FLIPS; flip++) {
      flapping.send(
        flip % 2 === 0
          ? `<presence ${to}><status>${flip}</status></presence>`
          : `<presence ${to} type='unavailable'><status>${flip}</status></presence>`,
      );
      const body = CHAT_AFTER.get(flip);
      if (body !== undefined)
        flapping.send(`<message to='${lost.fullJid}' type='chat'><body>${body}</body></message>`);
    }
    flapping.send(`<message to='${flapping.fullJid}' type='chat' id='end'/>`);
    // All has been handled once this is back; its own presence comes back to a resource of the account as well.
    while ((await flapping.expectStanza()).attrs['id'] !== 'end');

    const next = await romeo.arrive(transport);
    await resume(next, lost);
    for (const body of ['first', 'second', 'third'])
      await next.expect(`<message from='${flapping.fullJid}'><body>${body}</body></message>`);
    await next.expect(
      `<presence from='${flapping.fullJid}' type='unavailable'><status>${FLIPS - 1}</status></presence>`,
    );
    await next.expect(`<message from='${flapping.fullJid}'><body>last</body></message>`);
    await next.expectNothing();
    await next.acked();
  });
});
