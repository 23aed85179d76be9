import { describe, it } from 'vitest';
import { befriend } from '../../support/contacts.js';
import { resume } from '../../support/negotiation.js';
import { openStage, type SignInOptions } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage({ SMACKS_HIBERNATION_TIME: '2' });

describe.each(TRANSPORTS)("contacts' presence over %s", (transport) => {
  const friends = async (options: SignInOptions = {}) => {
    const people = { romeo: await stage.person('romeo'), juliet: await stage.person('juliet') };
    const phone = await people.romeo.signIn(transport, options);
    const balcony = await people.juliet.signIn(transport);
    await befriend(phone, balcony);
    return { ...people, phone, balcony };
  };

  it('follows every change up to the end (RFC 6121 §4.4, §4.5)', async () => {
    const { phone, balcony, juliet } = await friends();
    phone.send('<presence><show>away</show><priority>-1</priority></presence>');
    await phone.expect(`<presence from='${phone.fullJid}'/>`);
    await balcony.expect(
      `<presence from='${phone.fullJid}' to='${juliet.jid}'><show>away</show><priority>-1</priority></presence>`,
    );
    phone.send("<presence type='unavailable'><status>bye</status></presence>");
    await phone.expect(`<presence type='unavailable' from='${phone.fullJid}'/>`);
    await balcony.expect(
      `<presence type='unavailable' from='${phone.fullJid}' to='${juliet.jid}'><status>bye</status></presence>`,
    );
    await phone.close();
    await balcony.expectNothing();
  });

  it('is told by all of their resources, to all of one’s own (RFC 6121 §4.2.2, §4.3)', async () => {
    const { phone, balcony, romeo, juliet } = await friends();
    const garden = await juliet.signIn(transport);
    await balcony.expect(`<presence from='${garden.fullJid}'/>`);
    await phone.expect(`<presence from='${garden.fullJid}'/>`);
    const desk = await romeo.signIn(transport);
    await phone.expect(`<presence from='${desk.fullJid}'/>`);
    for (const client of [balcony, garden]) {
      await client.expect(`<presence type='-' from='${desk.fullJid}'/>`);
      await client.expectNothing();
    }
  });

  it('is told by a lost connection without stream management (RFC 6121 §4.5.2)', async () => {
    const { phone, balcony } = await friends();
    phone.cut();
    await balcony.expect(`<presence type='unavailable' from='${phone.fullJid}'/>`);
  });

  it('stays while a session sleeps and when it is resumed (R34)', async () => {
    const { phone, balcony, romeo } = await friends({ sm: 'resume' });
    await phone.acked();
    phone.cut();
    await balcony.expectNothing();
    balcony.send('<presence><show>chat</show></presence>');
    await balcony.expect('<presence/>');
    const back = await romeo.arrive(transport);
    await resume(back, phone);
    await back.expect(`<presence from='${balcony.fullJid}'><show>chat</show></presence>`);
    await balcony.expectNothing();
    back.send('<presence><show>xa</show></presence>');
    await balcony.expect(`<presence from='${phone.fullJid}'><show>xa</show></presence>`);
  });

  it('ends once a sleeping session has run out of time', async () => {
    const { phone, balcony } = await friends({ sm: 'resume' });
    phone.cut();
    await balcony.expect(`<presence type='unavailable' from='${phone.fullJid}'/>`);
    await balcony.expectNothing();
  });

  it('is told to who asks, as far as they may see it (RFC 6121 §4.3)', async () => {
    const { phone, balcony, juliet } = await friends();
    phone.send(`<presence type='probe' to='${juliet.jid}'/>`);
    await phone.expect(`<presence type='-' from='${balcony.fullJid}'/>`);
    phone.send(`<presence type='probe' to='${juliet.jid}/tomb'/>`);
    await phone.expect(`<presence type='unavailable' from='${juliet.jid}/tomb'/>`);
    const tybalt = await (await stage.person('tybalt')).signIn(transport);
    for (const to of [juliet.jid, 'nobody@localhost']) {
      tybalt.send(`<presence type='probe' to='${to}'/>`);
      await tybalt.expect(`<presence type='unsubscribed' from='${to}' to='${tybalt.fullJid}'/>`);
    }
    await tybalt.expectNothing();
  });

  it('directed to a subscriber is ended once (RFC 6121 §4.6.3)', async () => {
    const { phone, balcony } = await friends();
    phone.send(`<presence to='${balcony.fullJid}'><show>chat</show></presence>`);
    await balcony.expect(`<presence from='${phone.fullJid}'><show>chat</show></presence>`);
    await phone.close();
    await balcony.expect(`<presence type='unavailable' from='${phone.fullJid}'/>`);
    await balcony.expectNothing();
  });

  it('reaches nobody who is not subscribed', async () => {
    const { phone } = await friends();
    const tybalt = await (await stage.person('tybalt')).signIn(transport);
    phone.send('<presence><show>away</show></presence>');
    await phone.expect('<presence/>');
    await tybalt.expectNothing();
  });
});
