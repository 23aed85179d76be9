import { describe, expect, it } from 'vitest';
import { STANZA_ERROR } from '../../support/namespaces.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();
const UNAVAILABLE = `<error type='cancel'><service-unavailable ${STANZA_ERROR}/></error>`;

describe.each(TRANSPORTS)('messages over %s', (transport) => {
  const pair = async () => {
    const people = { romeo: await stage.person('romeo'), juliet: await stage.person('juliet') };
    return { ...people, sender: await people.juliet.signIn(transport, { resource: 'balcony' }) };
  };

  it('reach a full JID as they were sent, stamped with their sender (RFC 6120 §8.1.2.1)', async () => {
    const { romeo, sender } = await pair();
    const orchard = await romeo.signIn(transport, { resource: 'orchard' });
    sender.send(
      `<message to='${orchard.fullJid}' type='chat' id='a&apos;1'><body>&lt;thee&gt; &amp; thou 🌹</body><x xmlns='urn:x' y='z'/></message>`,
    );
    await orchard.expect(
      `<message from='${sender.fullJid}' to='${orchard.fullJid}' type='chat' id='a&apos;1'>
        <body>&lt;thee&gt; &amp; thou 🌹</body><x xmlns='urn:x' y='z'/></message>`,
    );
  });

  it('keep their order', async () => {
    const { romeo, sender } = await pair();
    const orchard = await romeo.signIn(transport);
    for (let i = 0; i < 100; i += 1)
      sender.send(`<message to='${orchard.fullJid}' id='m${i}'><body>${i}</body></message>`);
    for (let i = 0; i < 100; i += 1) await orchard.expect(`<message id='m${i}'/>`);
  });

  it('go by priority when sent to the bare JID (RFC 6121 §8.5.2.1.1)', async () => {
    const { romeo, sender } = await pair();
    const low = await romeo.signIn(transport, { presence: 1 });
    const high = await romeo.signIn(transport, { presence: 5 });
    await low.expect(`<presence from='${high.fullJid}'/>`);
    sender.send(`<message to='${romeo.jid}' type='chat' id='1'><body>hi</body></message>`);
    await high.expect(`<message id='1' to='${romeo.jid}'/>`);
    await low.expectNothing();
    high.send('<presence><priority>0</priority></presence>');
    await high.expect(`<presence from='${high.fullJid}'/>`);
    await low.expect(`<presence from='${high.fullJid}'/>`);
    sender.send(`<message to='${romeo.jid}' type='chat' id='2'><body>hi</body></message>`);
    await low.expect("<message id='2'/>");
    await high.expectNothing();
  });

  it('to the bare JID pass by a resource of negative priority (RFC 6121 §8.5.2)', async () => {
    const { romeo, sender } = await pair();
    const shy = await romeo.signIn(transport, { presence: -1 });
    sender.send(`<message to='${romeo.jid}' type='chat' id='1'><body>hi</body></message>`);
    sender.send(`<message to='${shy.fullJid}' type='chat' id='2'><body>hi</body></message>`);
    await shy.expect("<message id='2'/>");
    shy.send('<presence/>');
    await shy.expect(`<presence from='${shy.fullJid}'/>`);
    await shy.expect("<message id='1'/>");
  });

  it.each([
    ['chat', 'nobody@localhost'],
    ['normal', 'nobody@localhost'],
    ['chat', 'nobody@localhost/nowhere'],
  ])('of type %s to %s come back: there is no such account (RFC 6121 §8.5.1)', async (type, to) => {
    const { sender } = await pair();
    sender.send(`<message to='${to}' type='${type}' id='1'><body>hi</body></message>`);
    const error = await sender.expect(
      `<message type='error' id='1' from='${to}' to='${sender.fullJid}'>${UNAVAILABLE}</message>`,
    );
    expect(error.child('body')).toBeUndefined();
  });

  it('of type chat to a resource that is gone reach the others (RFC 6121 §8.5.3.2.1)', async () => {
    const { romeo, sender } = await pair();
    const orchard = await romeo.signIn(transport, { resource: 'orchard' });
    sender.send(`<message to='${romeo.jid}/gone' type='chat' id='1'><body>hi</body></message>`);
    await orchard.expect("<message id='1'/>");
    sender.send(`<message to='${romeo.jid}/gone' type='normal' id='2'><body>hi</body></message>`);
    await sender.expect(`<message type='error' id='2'>${UNAVAILABLE}</message>`);
    await orchard.expectNothing();
  });

  it('of type headline reach every willing resource and vanish when there is none (RFC 6121 §8.5.2)', async () => {
    const { romeo, sender } = await pair();
    sender.send(`<message to='${romeo.jid}' type='headline' id='0'/>`);
    await sender.expectNothing();
    const low = await romeo.signIn(transport, { presence: 1 });
    const high = await romeo.signIn(transport, { presence: 5 });
    await low.expect(`<presence from='${high.fullJid}'/>`);
    sender.send(`<message to='${romeo.jid}' type='headline' id='1'/>`);
    await low.expect("<message id='1'/>");
    await high.expect("<message id='1'/>");
  });

  it('of type groupchat come back from the bare JID (RFC 6121 §8.5.2.1.1)', async () => {
    const { romeo, sender } = await pair();
    await romeo.signIn(transport);
    sender.send(`<message to='${romeo.jid}' type='groupchat' id='1'><body>hi</body></message>`);
    await sender.expect(`<message type='error' id='1'>${UNAVAILABLE}</message>`);
  });

  it('of type error never come back (RFC 6120 §8.3.1)', async () => {
    const { romeo, sender } = await pair();
    sender.send(`<message to='${romeo.jid}' type='error' id='1'/>`);
    await sender.expectNothing();
  });

  it('without an address go to the sender itself (RFC 6120 §10.3.1)', async () => {
    const { sender } = await pair();
    sender.send("<message type='chat' id='1'><body>note to self</body></message>");
    await sender.expect(`<message id='1' from='${sender.fullJid}'/>`);
  });

  it('may name their true sender and no other (RFC 6120 §8.1.2.1)', async () => {
    const { romeo, juliet, sender } = await pair();
    const orchard = await romeo.signIn(transport);
    for (const from of [sender.fullJid, juliet.jid]) {
      sender.send(`<message from='${from}' to='${orchard.fullJid}' id='1'/>`);
      await orchard.expect(`<message from='${sender.fullJid}' id='1'/>`);
    }
    sender.send(`<message from='${romeo.jid}/orchard' to='${orchard.fullJid}'><body>forged</body></message>`);
    await sender.expectStreamError('invalid-from');
    await orchard.expectNothing();
  });

  it('to an address that is none come back: jid-malformed (RFC 6120 §8.3.3.8)', async () => {
    const { sender } = await pair();
    sender.send("<message to='@@localhost' id='1'><body>hi</body></message>");
    await sender.expect(
      `<message type='error' id='1'><error type='modify'><jid-malformed ${STANZA_ERROR}/></error></message>`,
    );
  });

  it('to another domain come back: no federation yet (RFC 6120 §8.3.3.16)', async () => {
    const { sender } = await pair();
    sender.send("<message to='tybalt@capulet.example' id='1'><body>hi</body></message>");
    await sender.expect(
      `<message type='error' id='1' from='tybalt@capulet.example'><error><remote-server-not-found ${STANZA_ERROR}/></error></message>`,
    );
  });
});
