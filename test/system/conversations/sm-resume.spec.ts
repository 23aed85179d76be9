import { describe, expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('a resumption over %s', (transport) => {
  const pair = async () => {
    const romeo = await stage.person('romeo');
    const juliet = await stage.person('juliet');
    const lost = await romeo.signIn(transport, { sm: 'resume', resource: 'orchard' });
    const balcony = await juliet.signIn(transport, { sm: 'resume', resource: 'balcony' });
    return { romeo, juliet, lost, balcony };
  };

  it('brings what was sent meanwhile: once, in order, ids kept, each with its time (R20, R33, R47)', async () => {
    const { romeo, lost, balcony } = await pair();
    const before = Date.now();
    lost.cut();
    for (let i = 0; i < 20; i += 1)
      balcony.send(`<message to='${lost.fullJid}' type='chat' id='"m&amp;${i}'><body>${i}</body></message>`);
    await balcony.acked();
    const after = Date.now();
    const next = await romeo.arrive(transport);
    await resume(next, lost);
    for (let i = 0; i < 20; i += 1) {
      const message = await next.expect(
        `<message from='${balcony.fullJid}' id='"m&amp;${i}'><body>${i}</body><delay xmlns='${NS.delay}' from='localhost' stamp='*'/></message>`,
      );
      const stamp = Date.parse(message.child('delay', NS.delay)?.attrs['stamp'] ?? '');
      expect(stamp).toBeGreaterThanOrEqual(before - 1000);
      expect(stamp).toBeLessThanOrEqual(after + 1000);
    }
    await next.expectNothing();
  });

  it('tells how many stanzas the server has handled, and counting goes on from there (R24, R32)', async () => {
    const { romeo, lost, balcony } = await pair();
    lost.send(`<message to='${balcony.fullJid}' id='1'><body>1</body></message>`);
    await balcony.expect("<message id='1'/>");
    const sent = lost.sm?.sent;
    lost.cut();
    const next = await romeo.arrive(transport);
    const resumed = await resume(next, lost);
    expect(resumed.attrs['h']).toBe(String(sent));
    next.send(`<message to='${balcony.fullJid}' id='2'><body>2</body></message>`);
    await balcony.expect(`<message from='${lost.fullJid}' id='2'/>`);
    await next.acked();
  });

  it('takes the h it is given as an acknowledgement (R33)', async () => {
    const { romeo, lost, balcony } = await pair();
    lost.answering = false;
    for (const id of ['1', '2', '3']) {
      balcony.send(`<message to='${lost.fullJid}' id='${id}'><body>${id}</body></message>`);
      await lost.expect(`<message id='${id}'/>`);
    }
    lost.cut();
    const next = await romeo.arrive(transport);
    await resume(next, lost, (lost.sm?.handled ?? 0) - 1);
    await next.expect(`<message id='3'><delay xmlns='${NS.delay}'/></message>`);
    await next.expectNothing();
  });

  it('stamps no iq and keeps a delay that is there (R20)', async () => {
    const { romeo, lost, balcony } = await pair();
    const delay = `<delay xmlns='${NS.delay}' from='verona.example' stamp='1597-01-01T00:00:00Z'/>`;
    lost.cut();
    balcony.send(`<iq type='get' id='q' to='${lost.fullJid}'><query xmlns='jabber:iq:version'/></iq>`);
    balcony.send(`<message to='${lost.fullJid}' id='1'><body>1</body>${delay}</message>`);
    await balcony.acked();
    const next = await romeo.arrive(transport);
    await resume(next, lost);
    const iq = await next.expect("<iq id='q'/>");
    expect(iq.child('delay', NS.delay)).toBeUndefined();
    const message = await next.expect(`<message id='1'>${delay}</message>`);
    expect(message.elements.filter((child) => child.is('delay', NS.delay))).toHaveLength(1);
  });

  it('works again and again', async () => {
    const { romeo, lost, balcony } = await pair();
    let client = lost;
    for (const id of ['1', '2', '3', '4']) {
      client.cut();
      balcony.send(`<message to='${lost.fullJid}' id='${id}'><body>${id}</body></message>`);
      await balcony.acked();
      const next = await romeo.arrive(transport);
      await resume(next, client);
      await next.expect(`<message id='${id}'/>`);
      client = next;
    }
    await client.expectNothing();
  });

  it('leaves presence as it was: nobody sees the session go or come (R34)', async () => {
    const { romeo, lost, balcony } = await pair();
    const desk = await romeo.signIn(transport, { resource: 'desk' });
    await lost.expect(`<presence from='${desk.fullJid}'/>`);
    lost.send(`<presence to='${balcony.fullJid}'/>`);
    await balcony.expect(`<presence from='${lost.fullJid}'/>`);
    await lost.hangUp();
    const next = await romeo.arrive(transport);
    await resume(next, lost);
    await desk.expectNothing();
    await balcony.expectNothing();
    balcony.send(`<message to='${romeo.jid}/orchard' id='1'/>`);
    await next.expect("<message id='1'/>");
  });

  it('follows FIN as well as RST (R40)', async () => {
    const { romeo, lost } = await pair();
    await lost.hangUp();
    await resume(await romeo.arrive(transport), lost);
  });

  it('crosses transports', async () => {
    const { romeo, lost, balcony } = await pair();
    lost.cut();
    balcony.send(`<message to='${lost.fullJid}' id='1'><body>1</body></message>`);
    await balcony.acked();
    const next = await romeo.arrive(transport === 'websocket' ? 'tls' : 'websocket');
    await resume(next, lost);
    await next.expect("<message id='1'/>");
  });
});
