import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, bind, enable, openSecureStream } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const HIBERNATION_S = 240;
const stage = openStage({ SMACKS_HIBERNATION_TIME: String(HIBERNATION_S) });
const failed = (condition: string, ns: string = NS.sm3) =>
  `<failed xmlns='${ns}'><${condition} ${STANZA_ERROR}/></failed>`;

describe.each(TRANSPORTS)('turning stream management on over %s', (transport) => {
  const bound = async () => {
    const client = await (await stage.person('romeo')).arrive(transport);
    await bind(client);
    return client;
  };

  it.each([NS.sm3, NS.sm2])('is answered in its own namespace, %s (R4, R6)', async (ns) => {
    const client = await bound();
    client.send(`<enable xmlns='${ns}' resume='true'/>`);
    const enabled = await client.expect(
      `<enabled xmlns='${ns}' resume='true' id='*' max='${HIBERNATION_S}'/>`,
    );
    expect(enabled.attrs['id']?.length).toBeGreaterThanOrEqual(16);
    expect(enabled.attrs['id']?.length).toBeLessThanOrEqual(4000);
    await client.acked(0);
  });

  it.each(['', " resume='false'", " resume='0'"])(
    'grants no resumption to <enable%s/> (R5, R7)',
    async (resume) => {
      const client = await bound();
      client.send(`<enable xmlns='${NS.sm3}'${resume}/>`);
      const enabled = await client.expect(`<enabled xmlns='${NS.sm3}' id='-'/>`);
      expect([undefined, 'false', '0']).toContain(enabled.attrs['resume']);
    },
  );

  it.each([
    ['1', String(HIBERNATION_S)],
    ["true' max='60", '60'],
    ["true' max='9999", String(HIBERNATION_S)],
    ["true' max='0", String(HIBERNATION_S)],
    ["true' max='-5", String(HIBERNATION_S)],
    ["true' max='soon", String(HIBERNATION_S)],
  ])("grants <enable resume='%s'/> a max of %s s (R5, R8)", async (resume, max) => {
    const client = await bound();
    client.send(`<enable xmlns='${NS.sm3}' resume='${resume}'/>`);
    await client.expect(`<enabled xmlns='${NS.sm3}' resume='true' max='${max}'/>`);
  });

  it('is refused before authentication, and the stream lives on (R2)', async () => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    client.send(`<enable xmlns='${NS.sm3}' resume='true'/>`);
    await client.expect(failed('unexpected-request'));
  });

  it('is refused before bind, and possible after it on the same stream (R3)', async () => {
    const client = await (await stage.person('romeo')).arrive(transport);
    client.send(`<enable xmlns='${NS.sm2}' resume='true'/>`);
    await client.expect(failed('unexpected-request', NS.sm2));
    await bind(client);
    await enable(client);
  });

  it('a second time is refused and ends the connection, not the session (R10)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport, { sm: 'resume' });
    client.send(`<enable xmlns='${NS.sm3}' resume='true'/>`);
    await client.expect(failed('unexpected-request'));
    await client.expect('<stream:error/>');
    await client.ended();
    const next = await romeo.arrive(transport);
    askToResume(next, client);
    await next.expect(`<resumed xmlns='${NS.sm3}' h='${client.sm?.sent}'/>`);
  });

  it('counts what is pipelined behind <enable/> (R14)', async () => {
    const client = await bound();
    client.send(`<enable xmlns='${NS.sm3}' resume='true'/>`);
    for (const id of ['1', '2'])
      client.send(`<message id='${id}' to='${client.fullJid}'><body>note to self</body></message>`);
    await client.expect(`<enabled xmlns='${NS.sm3}'/>`);
    await client.expect("<message id='1'/>");
    await client.expect("<message id='2'/>");
    await client.acked(2);
  });

  it('is not needed to live: <r/> and <a/> before it break nothing (R21)', async () => {
    const client = await bound();
    client.send(`<r xmlns='${NS.sm3}'/>`);
    client.send(`<a xmlns='${NS.sm3}' h='7'/>`);
    await client.expectNothing();
  });
});
