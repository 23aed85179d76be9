import { describe, expect, it } from 'vitest';
import { askForRoster, befriend, push, subscribe } from '../../support/contacts.js';
import { control } from '../../support/control-socket.js';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('subscriptions over %s', (transport) => {
  const pair = async () => {
    const people = { romeo: await stage.person('romeo'), juliet: await stage.person('juliet') };
    const phone = await people.romeo.signIn(transport);
    const balcony = await people.juliet.signIn(transport);
    return { ...people, phone, balcony };
  };
  const asked = async () => {
    const all = await pair();
    await askForRoster(all.phone);
    await askForRoster(all.balcony);
    return all;
  };

  it('are asked for, granted, and show presence both ways (RFC 6121 §3.1)', async () => {
    const { phone, balcony, romeo } = await pair();
    await befriend(phone, balcony);
    phone.send('<presence><show>dnd</show></presence>');
    await phone.expect('<presence/>');
    await balcony.expect(`<presence from='${phone.fullJid}' to='*'><show>dnd</show></presence>`);
    const desk = await romeo.signIn(transport, { presence: false });
    desk.send('<presence/>');
    const seen = [await desk.expectStanza(), await desk.expectStanza(), await desk.expectStanza()];
    expect(new Set(seen.map(({ attrs }) => attrs['from']))).toEqual(
      new Set([balcony.fullJid, desk.fullJid, phone.fullJid]),
    );
  });

  it('are denied without a trace (RFC 6121 §3.1.6)', async () => {
    const { phone, balcony, romeo, juliet } = await asked();
    phone.send(`<presence type='subscribe' to='${balcony.fullJid}' id='s1'><status>me</status></presence>`);
    await phone.expect(push(`<item jid='${juliet.jid}' subscription='none' ask='subscribe'/>`));
    await balcony.expect(
      `<presence type='subscribe' id='s1' from='${romeo.jid}' to='${juliet.jid}'><status>me</status></presence>`,
    );
    balcony.send(`<presence type='unsubscribed' to='${romeo.jid}'/>`);
    await phone.expect(`<presence type='unsubscribed' from='${juliet.jid}'/>`);
    await phone.expect(push(`<item jid='${juliet.jid}' subscription='none' ask='-'/>`));
    await balcony.expectNothing();
    await phone.expectNothing();
  });

  it('that are asked for wait for an answer, at each login, over a restart of the server (RFC 6121 §3.1.3)', async () => {
    const { phone, romeo } = await pair();
    const nurse = await stage.person('nurse');
    const nickname = "<nick xmlns='http://jabber.org/protocol/nick'>Romeo</nick>";
    phone.send(`<presence type='subscribe' to='${nurse.jid}'>${nickname}</presence>`);
    const request = `<presence type='subscribe' from='${romeo.jid}' to='${nurse.jid}'>${nickname}</presence>`;
    const login = async () => {
      const client = await nurse.signIn(transport, { presence: false });
      await askForRoster(client);
      client.send('<presence/>');
      await client.expect(`<presence type='-' from='${client.fullJid}'/>`);
      return client;
    };
    const first = await login();
    await first.expect(request);
    await first.close();
    await stage.server.stop();
    await stage.server.start();
    const second = await login();
    await second.expect(request);
    second.send(`<presence type='subscribed' to='${romeo.jid}'/>`);
    await second.expect(push(`<item jid='${romeo.jid}' subscription='from'/>`));
    await second.close();
    const third = await login();
    await third.expectNothing();
    const back = await romeo.signIn(transport, { presence: false });
    back.send('<presence/>');
    await back.expect(`<presence from='${back.fullJid}'/>`);
    await back.expect(`<presence from='${third.fullJid}'/>`);
  });

  it('that were cancelled hide presence (RFC 6121 §3.2)', async () => {
    const { phone, balcony, romeo, juliet } = await pair();
    await befriend(phone, balcony);
    balcony.send(`<presence type='unsubscribed' to='${romeo.jid}'/>`);
    await balcony.expect(push(`<item jid='${romeo.jid}' subscription='to'/>`));
    await phone.expect(`<presence type='unsubscribed' from='${juliet.jid}' to='${romeo.jid}'/>`);
    await phone.expect(push(`<item jid='${juliet.jid}' subscription='from'/>`));
    await phone.expect(`<presence type='unavailable' from='${balcony.fullJid}'/>`);
    balcony.send('<presence><show>away</show></presence>');
    await balcony.expect('<presence/>');
    await phone.expectNothing();
  });

  it('that nobody wants any more end (RFC 6121 §3.3)', async () => {
    const { phone, balcony, romeo, juliet } = await asked();
    await subscribe(phone, balcony);
    phone.send(`<presence type='unsubscribe' to='${juliet.jid}'/>`);
    await phone.expect(push(`<item jid='${juliet.jid}' subscription='none'/>`));
    await phone.expect(`<presence type='unavailable' from='${balcony.fullJid}'/>`);
    await balcony.expect(`<presence type='unsubscribe' from='${romeo.jid}' to='${juliet.jid}'/>`);
    await balcony.expect(push(`<item jid='${romeo.jid}' subscription='none'/>`));
  });

  it('end with the contact, both ways (RFC 6121 §2.5.2)', async () => {
    const { phone, balcony, romeo, juliet } = await pair();
    await befriend(phone, balcony);
    phone.send(
      `<iq type='set' id='r'><query xmlns='${NS.roster}'><item jid='${juliet.jid}' subscription='remove'/></query></iq>`,
    );
    await phone.expect(push(`<item jid='${juliet.jid}' subscription='remove'/>`));
    await phone.expect(`<presence type='unavailable' from='${balcony.fullJid}'/>`);
    await phone.expect("<iq type='result' id='r'/>");
    await balcony.expect(`<presence type='unsubscribe' from='${romeo.jid}'/>`);
    await balcony.expect(`<presence type='unsubscribed' from='${romeo.jid}'/>`);
    await balcony.expect(push(`<item jid='${romeo.jid}' subscription='none'/>`));
    await balcony.expect(`<presence type='unavailable' from='${phone.fullJid}'/>`);
  });

  it('can be approved in advance (RFC 6121 §3.4)', async () => {
    const { phone, balcony, romeo, juliet } = await asked();
    balcony.send(`<presence type='subscribed' to='${romeo.jid}'/>`);
    await balcony.expect(push(`<item jid='${romeo.jid}' subscription='none' approved='true'/>`));
    await phone.expectNothing();
    phone.send(`<presence type='subscribe' to='${juliet.jid}'/>`);
    await phone.expect(`<presence type='subscribed' from='${juliet.jid}'/>`);
    await phone.expect(push(`<item jid='${juliet.jid}' subscription='to' ask='-'/>`));
    await phone.expect(`<presence type='-' from='${balcony.fullJid}'/>`);
    await balcony.expect(push(`<item jid='${romeo.jid}' subscription='from' approved='true'/>`));
    await balcony.expectNothing();
  });

  it('end with the account of one of them (XEP-0077 §3.2)', async () => {
    const { phone, balcony, romeo } = await pair();
    await befriend(phone, balcony);
    const { status } = await control(
      stage.server.dataDir,
      'DELETE',
      `/accounts/${encodeURIComponent(romeo.jid)}`,
    );
    expect(status).toBe(204);
    await balcony.expect(`<presence type='unsubscribe' from='${romeo.jid}'/>`);
    await balcony.expect(`<presence type='unsubscribed' from='${romeo.jid}'/>`);
    await balcony.expect(push(`<item jid='${romeo.jid}' subscription='none'/>`));
    await balcony.expect(`<presence type='unavailable' from='${phone.fullJid}'/>`);
    await balcony.expectNothing();
  });

  it.each([
    ['oneself', 'self', 'not-allowed'],
    ['the server', 'localhost', 'service-unavailable'],
    ['another domain', 'tybalt@capulet.example', 'remote-server-not-found'],
  ])('to %s are refused', async (_name, to, condition) => {
    const { phone, romeo } = await asked();
    const address = to === 'self' ? romeo.jid : to;
    phone.send(`<presence type='subscribe' id='s' to='${address}'/>`);
    await phone.expect(
      `<presence type='error' id='s' from='${address}'><error><${condition} ${STANZA_ERROR}/></error></presence>`,
    );
    await phone.expectNothing();
  });
});
