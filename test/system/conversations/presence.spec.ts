import { describe, it } from 'vitest';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('presence over %s', (transport) => {
  it("is broadcast to the account's own resources, the sender's included (RFC 6121 §4.2.2)", async () => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.signIn(transport, { resource: 'phone' });
    const desk = await romeo.signIn(transport, { resource: 'desk' });
    await phone.expect(`<presence from='${desk.fullJid}'/>`);
    phone.send('<presence><show>away</show><status>in the tunnel</status></presence>');
    for (const client of [phone, desk])
      await client.expect(
        `<presence from='${phone.fullJid}'><show>away</show><status>in the tunnel</status></presence>`,
      );
  });

  it('of other resources reaches one that becomes available (RFC 6121 §4.3.2)', async () => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.signIn(transport);
    const desk = await romeo.signIn(transport, { presence: false });
    desk.send('<presence/>');
    const seen = [await desk.expect('<presence/>'), await desk.expect('<presence/>')];
    const wanted = new Set([phone.fullJid, desk.fullJid]);
    for (const presence of seen) wanted.delete(presence.attrs['from'] ?? '');
    if (wanted.size > 0) throw new Error(`no presence of ${[...wanted].join(', ')}`);
  });

  it.each([
    ['a clean close', 'close'],
    ['a lost connection', 'cut'],
  ] as const)('turns unavailable by %s without stream management (RFC 6121 §4.5)', async (_name, how) => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.signIn(transport);
    const desk = await romeo.signIn(transport);
    await phone.expect(`<presence from='${desk.fullJid}'/>`);
    await desk[how]();
    await phone.expect(`<presence type='unavailable' from='${desk.fullJid}'/>`);
  });

  it('turns unavailable by saying so, and then messages pass it by (RFC 6121 §4.5.2)', async () => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.signIn(transport);
    const desk = await romeo.signIn(transport, { presence: 10 });
    await phone.expect(`<presence from='${desk.fullJid}'/>`);
    desk.send("<presence type='unavailable'><status>bye</status></presence>");
    await phone.expect(`<presence type='unavailable' from='${desk.fullJid}'><status>bye</status></presence>`);
    phone.send(`<message to='${romeo.jid}' type='chat' id='1'><body>hi</body></message>`);
    await phone.expect("<message id='1'/>");
  });

  it('directed to somebody reaches them, and so does its end (RFC 6121 §4.6)', async () => {
    const juliet = await stage.person('juliet');
    const balcony = await juliet.signIn(transport);
    const orchard = await (await stage.person('romeo')).signIn(transport, { presence: false });
    orchard.send(`<presence to='${balcony.fullJid}'><show>chat</show></presence>`);
    await balcony.expect(
      `<presence from='${orchard.fullJid}' to='${balcony.fullJid}'><show>chat</show></presence>`,
    );
    orchard.cut();
    await balcony.expect(`<presence type='unavailable' from='${orchard.fullJid}'/>`);
  });

  it('directed and taken back by hand is not taken back again at the end (RFC 6121 §4.6.3)', async () => {
    const balcony = await (await stage.person('juliet')).signIn(transport);
    const orchard = await (await stage.person('romeo')).signIn(transport, { presence: false });
    orchard.send(`<presence to='${balcony.fullJid}'/>`);
    orchard.send(`<presence to='${balcony.fullJid}' type='unavailable'/>`);
    await balcony.expect(`<presence type='-' from='${orchard.fullJid}'/>`);
    await balcony.expect(`<presence type='unavailable' from='${orchard.fullJid}'/>`);
    await orchard.close();
    await balcony.expectNothing();
  });
});
