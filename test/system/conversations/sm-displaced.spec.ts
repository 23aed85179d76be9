import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, bind, resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('a session whose old connection still looks alive, over %s', (transport) => {
  it('fault 4: moves to the new connection; the old one hears conflict (R31)', async () => {
    const romeo = await stage.person('romeo');
    const old = await romeo.signIn(transport, { sm: 'resume' });
    const next = await romeo.arrive(transport);
    await resume(next, old);
    await old.expectStreamError('conflict');
    await next.expectNothing();
  });

  it('loses nothing and repeats nothing when the old connection no longer reads (R33)', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport, { sm: 'resume' });
    const old = await romeo.signIn(transport, { sm: 'resume' });
    old.stall();
    for (let i = 0; i < 20; i += 1)
      balcony.send(`<message to='${old.fullJid}' id='m${i}'><body>${i}</body></message>`);
    await balcony.acked();
    const next = await romeo.arrive(transport);
    await resume(next, old);
    for (let i = 0; i < 20; i += 1) await next.expect(`<message id='m${i}'/>`);
    await next.expectNothing();
  });

  it('stays with the last of several who ask at once (R51)', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    const old = await romeo.signIn(transport, { sm: 'resume' });
    old.cut();
    const rivals = [];
    for (let i = 0; i < 4; i += 1) rivals.push(await romeo.arrive(transport));
    for (const rival of rivals) askToResume(rival, old);
    for (const rival of rivals) await rival.expect(`<resumed xmlns='${NS.sm3}' previd='${old.sm?.id}'/>`);
    balcony.send(`<message to='${old.fullJid}' id='1'><body>1</body></message>`);
    const outcomes = await Promise.all(rivals.map((rival) => rival.next()));
    const kept = outcomes.filter(
      (event) => event.kind === 'element' && event.element.is('message', NS.client),
    );
    const thrown = outcomes.filter(
      (event) => event.kind === 'element' && event.element.is('error', NS.stream),
    );
    expect([kept.length, thrown.length]).toEqual([1, 3]);
  });

  it('ends when the same full JID is bound anew: then it is not to be had back whole (R29)', async () => {
    const romeo = await stage.person('romeo');
    const old = await romeo.signIn(transport, { sm: 'resume', resource: 'orchard' });
    await old.hangUp();
    const newer = await romeo.arrive(transport);
    await bind(newer, 'orchard');
    const late = await romeo.arrive(transport);
    askToResume(late, old);
    await late.expect(
      `<failed xmlns='${NS.sm3}' h='${old.sm?.sent}'><item-not-found ${STANZA_ERROR}/></failed>`,
    );
    await newer.expectNothing();
  });
});
