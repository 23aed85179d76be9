import { describe, expect, it } from 'vitest';
import { openSecureStream } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const MAX_STANZA_BYTES = 20_000;
const stage = openStage({ DORMOUSE_C2S_MAX_STANZA_BYTES: String(MAX_STANZA_BYTES) });

/** What is sent and the condition of RFC 6120 §4.9.3 it earns. */
const OFFENCES = [
  ['a tag closed by another', '<message><body></message></body>', 'not-well-formed'],
  ['an attribute twice', "<message id='1' id='2'/>", 'not-well-formed'],
  ['a bare ampersand', '<message><body>a & b</body></message>', 'not-well-formed'],
  ['a control character', '<message><body>\u0001</body></message>', 'not-well-formed'],
  ['a prefix nobody declared', '<message><x:y/></message>', 'not-well-formed|bad-namespace-prefix'],
  ['a comment', '<message><!-- psst --></message>', 'restricted-xml'],
  ['a processing instruction', '<message><?php evil ?></message>', 'restricted-xml'],
  ['an entity of its own', '<message><body>&bomb;</body></message>', 'restricted-xml|not-well-formed'],
] as const;

/** Malformed documents must reach the parser as they are, over WebSocket with their namespace said. */
const spoken = (xml: string) => xml.replace('<message', "<message xmlns='jabber:client'");

describe.each(TRANSPORTS)('what is not XML, over %s', (transport) => {
  it.each(OFFENCES)('ends the stream on %s', async (_name, xml, conditions) => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    client.sendRaw(spoken(xml));
    const error = await client.expect('<stream:error/>');
    expect(conditions.split('|')).toContain(error.elements[0]?.name);
    await client.expectEvent('close');
    await client.expectEvent('end');
  });

  it('ends the stream on a stanza larger than allowed, and no other (RFC 6120 §4.9.3.14)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport);
    client.send(
      `<message to='${client.fullJid}'><body>${'x'.repeat(MAX_STANZA_BYTES - 2000)}</body></message>`,
    );
    await client.expect(`<message from='${client.fullJid}'/>`);
    client.sendRaw(spoken(`<message><body>${'x'.repeat(MAX_STANZA_BYTES)}</body></message>`));
    await client.expectStreamError('policy-violation');
  });

  it('lives on for everybody else', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport);
    const vandal = await stage.connect(transport);
    vandal.sendHeader();
    vandal.sendRaw('</x>');
    await client.expectNothing();
  });
});

describe('what is not even text', () => {
  it('ends a TCP connection that speaks no XML at all', async () => {
    const client = await stage.connect('plaintext');
    client.sendRaw(Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x00, 0x80, 0xfe]));
    await client.ended();
  });

  it('ends the stream on invalid UTF-8 (RFC 6120 §11.6)', async () => {
    const client = await stage.connect('starttls');
    await openSecureStream(client);
    client.sendRaw(Buffer.concat([Buffer.from('<message><body>'), Buffer.from([0xc3, 0x28])]));
    const error = await client.expect('<stream:error/>');
    expect(error.elements[0]?.name).toMatch(/^(not-well-formed|unsupported-encoding|bad-format)$/);
    await client.ended();
  });

  it('closes a WebSocket that sends a binary message (RFC 7395 §3.2)', async () => {
    const client = await stage.connect('websocket');
    await openSecureStream(client);
    client.sendRaw(Buffer.from([1, 2, 3]));
    await client.ended();
  });

  it('survives a stanza cut in two by the end of the connection', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn('starttls');
    const half = await romeo.signIn('starttls');
    await client.expect(`<presence from='${half.fullJid}'/>`);
    half.sendRaw("<message to='");
    half.cut();
    await client.expect(`<presence type='unavailable' from='${half.fullJid}'/>`);
  });
});
