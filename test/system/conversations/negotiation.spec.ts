import { describe, expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { authenticate, openSecureStream, openStream, plainAuth } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();
const mechanismsOf = (features: { child(name: string, xmlns: string): unknown }) =>
  features.child('mechanisms', NS.sasl);

describe.each(TRANSPORTS)('stream negotiation over %s', (transport) => {
  it('answers the header with our domain, an id and version 1.0 (RFC 6120 §4.7)', async () => {
    const client = await stage.connect(transport);
    client.sendHeader();
    const { element } = await client.expectEvent('header');
    expect(element.attrs['from']).toBe('localhost');
    expect(element.attrs['version']).toBe('1.0');
    expect(element.attrs['id']).toMatch(/^.{8,}$/);
    await client.expect('<stream:features/>');
  });

  it('offers mechanisms before authentication, bind and stream management after it (R1)', async () => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect(transport);
    const before = await openSecureStream(client);
    expect(mechanismsOf(before)?.toString()).toContain('SCRAM-SHA-256');
    expect(before.child('sm', NS.sm3)).toBeUndefined();
    const after = await authenticate(client, romeo.user, romeo.password);
    expect(mechanismsOf(after)).toBeUndefined();
    for (const [name, xmlns] of [
      ['bind', NS.bind],
      ['sm', NS.sm3],
      ['sm', NS.sm2],
    ] as const)
      expect(after.child(name, xmlns), `${name} ${xmlns}`).toBeDefined();
  });

  it('refuses a stream to a domain that is not ours (RFC 6120 §4.9.3.6)', async () => {
    const client = await stage.connect(transport);
    client.sendHeader('capulet.example');
    await client.expectEvent('header');
    await client.expectStreamError('host-unknown');
  });

  it('closes the stream of whoever sends stanzas before authentication (RFC 6120 §4.9.3.12)', async () => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    client.send("<message to='juliet@localhost'><body>early</body></message>");
    await client.expectStreamError('not-authorized');
  });

  it('closes the stream on an element nobody knows (RFC 6120 §4.9.3.24)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport);
    client.send("<pigeon xmlns='urn:example:birds'/>");
    await client.expectStreamError('unsupported-stanza-type');
  });

  it('answers a stream close with its own and ends the connection (RFC 6120 §4.4)', async () => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    await client.close();
  });
});

describe('TLS on TCP', () => {
  it('offers nothing but STARTTLS, required, on a stream in the clear (RFC 6120 §5.3.1)', async () => {
    const client = await stage.connect('plaintext');
    const features = await openStream(client);
    expect(features.elements.map((child) => child.name)).toEqual(['starttls']);
    expect(features.child('starttls', NS.tls)?.child('required')).toBeDefined();
  });

  it('takes no password in the clear (RFC 6120 §6.5.4, §4.9.3.14)', async () => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect('plaintext');
    await openStream(client);
    client.send(plainAuth(romeo.user, romeo.password));
    const answer = await client.next();
    const condition = answer.kind === 'element' ? answer.element.elements[0]?.name : answer.kind;
    expect(['encryption-required', 'policy-violation']).toContain(condition);
  });

  it('does not offer STARTTLS again under TLS, and offers PLAIN there', async () => {
    const client = await stage.connect('starttls');
    const features = await openSecureStream(client);
    expect(features.child('starttls', NS.tls)).toBeUndefined();
    expect(mechanismsOf(features)?.toString()).toContain('>PLAIN<');
  });

  it('speaks TLS at once on the direct TLS port (XEP-0368)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn('tls');
    await client.expectNothing();
  });

  it('does not act on what was sent in the clear behind <starttls/> (RFC 6120 §5.4.3.3)', async () => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect('starttls');
    await openStream(client);
    client.sendRaw(
      `<starttls xmlns='${NS.tls}'/>${plainAuth(romeo.user, romeo.password)}<iq type='get' id='injected'/>`,
    );
    const heard: string[] = [];
    for (let event = await client.next(); event.kind !== 'end'; event = await client.next())
      heard.push(event.kind === 'element' ? event.element.name : event.kind);
    // The server takes it for an attack and hangs up; whatever it says before, it lets nobody in and answers nothing.
    expect(['proceed', 'error', 'close']).toEqual(expect.arrayContaining(heard));
  });
});
