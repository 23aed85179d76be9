import { describe, expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { authenticate, openSecureStream, plainAuth, scram } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();
const failure = (condition: string) => `<failure xmlns='${NS.sasl}'><${condition}/></failure>`;

describe.each(TRANSPORTS)('authentication over %s', (transport) => {
  it.each(['SCRAM-SHA-1', 'SCRAM-SHA-256'] as const)('lets in by %s', async (mechanism) => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect(transport);
    await openSecureStream(client);
    const features = await authenticate(client, romeo.user, romeo.password, mechanism);
    expect(features.child('bind', NS.bind)).toBeDefined();
  });

  it('refuses a wrong password, and then takes the right one on the same stream (RFC 6120 §6.4.5)', async () => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect(transport);
    await openSecureStream(client);
    await scram(client, romeo.user, 'not the secret');
    await client.expect(failure('not-authorized'));
    await authenticate(client, romeo.user, romeo.password);
  });

  it('treats an unknown account like a wrong password (RFC 6120 §6.5.10)', async () => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    await scram(client, 'nobody-lives-here', 'whatever');
    await client.expect(failure('not-authorized'));
  });

  it('refuses a mechanism it does not have (RFC 6120 §6.5.7)', async () => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    client.send(`<auth xmlns='${NS.sasl}' mechanism='X-PIGEON'>=</auth>`);
    await client.expect(failure('invalid-mechanism'));
  });

  it('refuses what is not base64 (RFC 6120 §6.5.5)', async () => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    client.send(`<auth xmlns='${NS.sasl}' mechanism='SCRAM-SHA-256'>***</auth>`);
    await client.expect(failure('incorrect-encoding'));
  });

  it('lets the client abort (RFC 6120 §6.4.4)', async () => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    client.send(
      `<auth xmlns='${NS.sasl}' mechanism='SCRAM-SHA-256'>${Buffer.from('n,,n=romeo,r=abcdefgh').toString('base64')}</auth>`,
    );
    await client.expect(`<challenge xmlns='${NS.sasl}'/>`);
    client.send(`<abort xmlns='${NS.sasl}'/>`);
    await client.expect(failure('aborted'));
  });

  it('answers <response/> without <auth/> with an error, not with silence', async () => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    client.send(`<response xmlns='${NS.sasl}'>=</response>`);
    const event = await client.next();
    expect(event).toMatchObject({ element: { name: expect.stringMatching(/^(failure|error)$/) } });
  });
});

describe('PLAIN (RFC 4616)', () => {
  it('lets in under TLS', async () => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect('starttls');
    await openSecureStream(client);
    await authenticate(client, romeo.user, romeo.password, 'PLAIN');
  });

  it('refuses a wrong password under TLS', async () => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect('starttls');
    await openSecureStream(client);
    client.send(plainAuth(romeo.user, 'not the secret'));
    await client.expect(failure('not-authorized'));
  });

  it('is not to be had over a WebSocket without TLS', async () => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect('websocket');
    const features = await openSecureStream(client);
    expect(features.toString()).not.toContain('>PLAIN<');
    client.send(plainAuth(romeo.user, romeo.password));
    const answer = await client.expect(`<failure xmlns='${NS.sasl}'/>`);
    expect(answer.elements[0]?.name).toMatch(/^(invalid-mechanism|encryption-required)$/);
  });
});
