import { describe, it } from 'vitest';
import { STANZA_ERROR } from '../../support/namespaces.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('queries between clients over %s', (transport) => {
  it('reach a full JID, and the answer its asker (RFC 6121 §8.5.3.1)', async () => {
    const orchard = await (await stage.person('romeo')).signIn(transport);
    const balcony = await (await stage.person('juliet')).signIn(transport);
    balcony.send(`<iq type='get' id='q' to='${orchard.fullJid}'><query xmlns='jabber:iq:version'/></iq>`);
    await orchard.expect(
      `<iq type='get' id='q' from='${balcony.fullJid}'><query xmlns='jabber:iq:version'/></iq>`,
    );
    orchard.send(`<iq type='result' id='q' to='${balcony.fullJid}'><query xmlns='jabber:iq:version'/></iq>`);
    await balcony.expect(`<iq type='result' id='q' from='${orchard.fullJid}'/>`);
  });

  it('to a resource that is not there come back (RFC 6121 §8.5.3.2.3)', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    balcony.send(`<iq type='get' id='q' to='${romeo.jid}/nowhere'><query xmlns='jabber:iq:version'/></iq>`);
    await balcony.expect(
      `<iq type='error' id='q' from='${romeo.jid}/nowhere'><error type='cancel'><service-unavailable ${STANZA_ERROR}/></error></iq>`,
    );
  });

  it('to a bare JID are answered by the server and tell nothing of the account (RFC 6121 §8.5.2.1.3)', async () => {
    const romeo = await stage.person('romeo');
    const orchard = await romeo.signIn(transport);
    const balcony = await (await stage.person('juliet')).signIn(transport);
    for (const to of [romeo.jid, 'nobody@localhost']) {
      balcony.send(`<iq type='get' id='q' to='${to}'><pigeon xmlns='urn:example:birds'/></iq>`);
      await balcony.expect(
        `<iq type='error' id='q' from='${to}'><error type='cancel'><service-unavailable ${STANZA_ERROR}/></error></iq>`,
      );
    }
    await orchard.expectNothing();
  });
});
