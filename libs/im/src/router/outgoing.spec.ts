import { describe, expect, it } from 'vitest';
import { parse } from '../testing/im-room.js';
import { addressed, late, outgoing } from './outgoing.js';

const AT = Date.UTC(2030, 0, 1);
const DELAY = "<delay xmlns='urn:xmpp:delay' from='localhost' stamp='2030-01-01T00:00:00.000Z'/>";
const message = (inside: string, attrs = '') =>
  outgoing(parse(`<message xmlns='jabber:client' ${attrs}>${inside}</message>`), 'message', AT);

describe('a stanza on its way out', () => {
  it('is complete, counted in bytes and held by nobody', () => {
    expect(message('<body>é</body>', "type='chat' from='juliet@localhost/r'")).toMatchObject({
      xml: "<message xmlns='jabber:client' type='chat' from='juliet@localhost/r'><body>é</body></message>",
      bytes: 94,
      at: AT,
      kind: 'message',
      type: 'chat',
      from: 'juliet@localhost/r',
      delayed: false,
      transient: false,
      holders: 0,
      arrived: false,
    });
  });

  it('is transient when it is nothing but a chat state', () => {
    const state = "<active xmlns='http://jabber.org/protocol/chatstates'/>";
    expect(message(state).transient).toBe(true);
    expect(message(`${state}<thread>t</thread>`).transient).toBe(true);
    expect(message(`${state}<no-copy xmlns='urn:xmpp:hints'/>`).transient).toBe(true);
    expect(message(`${state}<store xmlns='urn:xmpp:hints'/>`).transient).toBe(false);
    expect(message(`${state}<body>hi</body>`).transient).toBe(false);
  });

  it('is never transient unless it is a message', () => {
    const presence = outgoing(parse("<presence xmlns='jabber:client'/>"), 'presence', AT);
    expect(presence.transient).toBe(false);
  });

  it('knows a delay that is its own', () => {
    expect(message(DELAY).delayed).toBe(true);
    expect(message(`<forwarded xmlns='urn:xmpp:forward:0'>${DELAY}</forwarded>`).delayed).toBe(false);
  });
});

describe('a stanza that comes late', () => {
  it('is another stanza, stamped with when it was accepted', () => {
    const stanza = message('<body>hi</body>');
    stanza.holders = 2;
    stanza.arrived = true;
    const copy = late(stanza, 'localhost');
    expect(copy).toMatchObject({ delayed: true, holders: 0, arrived: false, at: AT });
    expect(copy.xml).toBe(`<message xmlns='jabber:client'><body>hi</body>${DELAY}</message>`);
    expect(copy.bytes).toBe(Buffer.byteLength(copy.xml));
    expect(stanza.xml).not.toContain('delay');
  });

  it('keeps a delay that it has', () => {
    const stanza = message(DELAY);
    expect(late(stanza, 'localhost').xml).toBe(stanza.xml);
  });
});

describe('a stanza that is broadcast', () => {
  const broadcast = "<presence xmlns='jabber:client' from='romeo@localhost/r'><status>é</status></presence>";

  it('is the same to each, with an address and an identity of its own', () => {
    const queued = outgoing(parse(broadcast), 'presence', AT);
    const copy = addressed(queued, "d'artagnan@localhost");
    expect(parse(copy.xml).attrs).toEqual({
      xmlns: 'jabber:client',
      from: 'romeo@localhost/r',
      to: "d'artagnan@localhost",
    });
    expect(copy.bytes).toBe(Buffer.byteLength(copy.xml));
    queued.arrived = true;
    expect(addressed(queued, 'juliet@localhost')).toMatchObject({
      at: AT,
      type: '',
      arrived: false,
      holders: 0,
    });
  });
});
