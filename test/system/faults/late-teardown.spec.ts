import { describe, it } from 'vitest';
import { resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage();

describe.each(TRANSPORTS)('an old connection that dies late, over %s', (transport) => {
  /** Romeo's orchard, whose connection no longer reads, his desk who watches, and somebody who writes to him. */
  const scene = async (sm?: 'resume') => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    const desk = await romeo.signIn(transport, { resource: 'desk', presence: 1 });
    const old = await romeo.signIn(transport, { resource: 'orchard', presence: 5, ...(sm && { sm }) });
    await desk.expect(`<presence from='${old.fullJid}'/>`);
    old.stall();
    return { romeo, balcony, desk, old };
  };

  /** The newcomer is reached by its full and its bare JID, and nobody has heard that it went. */
  const livesOn = async (newcomer: XmlClient, { balcony, desk }: Awaited<ReturnType<typeof scene>>) => {
    // Two round trips: the server has surely seen the end of the old connection then.
    for (let time = 0; time < 2; time += 1) await newcomer.expectNothing();
    for (const to of [newcomer.fullJid, newcomer.fullJid.split('/')[0]]) {
      balcony.send(`<message to='${to}' type='chat' id='m'><body>are you there?</body></message>`);
      await newcomer.expect("<message id='m'/>");
    }
    await desk.expectNothing();
    await balcony.expectNothing();
  };

  it('fault 11: takes nothing from the connection that resumed its session', async () => {
    const there = await scene('resume');
    const next = await there.romeo.arrive(transport);
    await resume(next, there.old);
    there.old.cut();
    await livesOn(next, there);
  });

  it.each([undefined, 'resume'] as const)(
    'fault 11: takes nothing from the session that bound its full JID anew (stream management of the old one: %s)',
    async (sm) => {
      const there = await scene(sm);
      const newer = await there.romeo.signIn(transport, { resource: 'orchard', sm: 'resume', presence: 5 });
      await there.desk.expect(`<presence type='-' from='${newer.fullJid}'/>`);
      there.old.cut();
      await livesOn(newer, there);
    },
  );
});
