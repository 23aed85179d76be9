import { describe, expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { authenticate, bind, enable, openSecureStream, resume } from '../../support/negotiation.js';
import { openStage, type Person } from '../../support/stage.js';
import { TRANSPORTS, type Transport } from '../../support/wire.js';

const stage = openStage({ SMACKS_MAX_INACTIVE_UNACKED_STANZAS: '2', SMACKS_LOCATION: '[2001:db8::1]:9222' });
const CSI = 'urn:xmpp:csi:0';
const INACTIVE = `<inactive xmlns='${CSI}'/>`;
const ACTIVE = `<active xmlns='${CSI}'/>`;
const ASK = `<r xmlns='${NS.sm3}'/>`;
const ping = (id: string) => `<iq type='get' id='${id}' to='localhost'><ping xmlns='${NS.ping}'/></iq>`;
const pong = (id: string) => `<iq type='result' id='${id}'/>`;

/** A managed client that shows each `<r/>` and answers none. */
async function phoneOf(romeo: Person, transport: Transport) {
  const phone = await romeo.arrive(transport);
  await bind(phone);
  await enable(phone);
  return mute(phone);
}

function mute<C extends { showRequests: boolean; answering: boolean }>(client: C): C {
  client.showRequests = true;
  client.answering = false;
  return client;
}

describe.each(TRANSPORTS)('client state (XEP-0352), over %s', (transport) => {
  it('is offered once authenticated (§2)', async () => {
    const romeo = await stage.person('romeo');
    const phone = await stage.connect(transport);
    expect((await openSecureStream(phone)).child('csi', CSI)).toBeUndefined();
    const features = await authenticate(phone, romeo.user, romeo.password);
    expect(features.child('csi', CSI)).toBeDefined();
  });

  it('an inactive client is asked for an acknowledgement later', async () => {
    const phone = await phoneOf(await stage.person('romeo'), transport);
    phone.send(INACTIVE);
    for (const id of ['1', '2', '3']) {
      phone.send(ping(id));
      await phone.expect(pong(id));
    }
    await phone.expect(ASK);
  });

  it('becoming active it is asked at once for what is open', async () => {
    const phone = await phoneOf(await stage.person('romeo'), transport);
    phone.send(INACTIVE);
    phone.send(ping('1'));
    await phone.expect(pong('1'));
    phone.send(ACTIVE);
    await phone.expect(ASK);
  });

  it('R49: after a resumption it is active', async () => {
    const romeo = await stage.person('romeo');
    const phone = await phoneOf(romeo, transport);
    phone.send(INACTIVE);
    phone.send(ping('1'));
    await phone.expect(pong('1'));
    phone.cut();
    const next = mute(await romeo.arrive(transport));
    await resume(next, phone);
    next.send(ping('2'));
    await next.expect(pong('2'));
    await next.expect(ASK);
  });
});

it('R9: <enabled/> says where to come back to', async () => {
  const phone = await (await stage.person('romeo')).arrive('starttls');
  await bind(phone);
  phone.send(`<enable xmlns='${NS.sm3}' resume='true'/>`);
  await phone.expect(`<enabled xmlns='${NS.sm3}' location='[2001:db8::1]:9222'/>`);
});
