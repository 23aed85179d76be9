import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { bind } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('resource binding over %s', (transport) => {
  it('grants the resource asked for (RFC 6120 §7.7)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.arrive(transport);
    expect(await bind(client, 'orchard')).toBe(`${romeo.jid}/orchard`);
  });

  it('makes one up when none is asked for, another each time (RFC 6120 §7.6)', async () => {
    const romeo = await stage.person('romeo');
    const [first, second] = [await romeo.arrive(transport), await romeo.arrive(transport)];
    const jids = [await bind(first), await bind(second)];
    for (const jid of jids) expect(jid).toMatch(new RegExp(`^${romeo.jid}/.{4,}$`));
    expect(new Set(jids).size).toBe(2);
  });

  it('lets the newer connection have a resource and tells the older one: conflict (RFC 6120 §7.7.2.2)', async () => {
    const romeo = await stage.person('romeo');
    const older = await romeo.signIn(transport, { resource: 'orchard' });
    const newer = await romeo.arrive(transport);
    expect(await bind(newer, 'orchard')).toBe(older.fullJid);
    await older.expectStreamError('conflict');
    await newer.expectNothing();
  });

  it('answers the session request of old clients (RFC 3921 §3)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.arrive(transport);
    await bind(client);
    client.send(`<iq type='set' id='s'><session xmlns='${NS.session}'/></iq>`);
    await client.expect("<iq type='result' id='s'/>");
  });

  it('refuses a resource that is none (RFC 6120 §7.7.2.1)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.arrive(transport);
    client.send(
      `<iq type='set' id='b'><bind xmlns='${NS.bind}'><resource>${'x'.repeat(1024)}</resource></bind></iq>`,
    );
    await client.expect(
      `<iq type='error' id='b'><error type='modify'><bad-request ${STANZA_ERROR}/></error></iq>`,
    );
    expect(await bind(client, 'orchard')).toBe(`${romeo.jid}/orchard`);
  });

  it('refuses a second resource on the same stream', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport, { resource: 'orchard' });
    client.send(`<iq type='set' id='b2'><bind xmlns='${NS.bind}'/></iq>`);
    await client.expect(`<iq type='error' id='b2'><error/></iq>`);
    await client.expectNothing();
  });

  it('closes the stream of whoever sends stanzas to others before binding (RFC 6120 §7.1)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.arrive(transport);
    client.send("<message to='juliet@localhost'><body>early</body></message>");
    await client.expectStreamError('not-authorized');
  });
});
