import { afterEach, describe, expect, it } from 'vitest';
import type { Session } from '#sessions';
import { UNMARKED } from '#stream-management';
import { ConnectionRoom } from './testing/connection-room.js';

let room: ConnectionRoom;
afterEach(() => room.close());

const INACTIVE = "<inactive xmlns='urn:xmpp:csi:0'/>";
const ACTIVE = "<active xmlns='urn:xmpp:csi:0'/>";
const ASK = "<r xmlns='urn:xmpp:sm:3'/>";

/** A managed session that may leave three stanzas unacknowledged while inactive. */
async function managed() {
  room = await ConnectionRoom.open({ SMACKS_MAX_INACTIVE_UNACKED_STANZAS: '3' });
  const client = room.connect();
  const smId = await client.enable();
  return { client, smId };
}

const facts = {
  kind: 'message' as const,
  type: '',
  from: '',
  delayed: false,
  transient: false,
  noStore: false,
  copy: false,
};

function send(session: Session, count: number): void {
  const xml = "<message xmlns='jabber:client'/>";
  for (let i = 0; i < count; i++)
    session.sm?.outbound.push({ xml, bytes: xml.length, at: 0, ...facts, ...UNMARKED });
  session.connection?.wake();
  room.turn();
}

describe('client state (XEP-0352)', () => {
  it('inactive: not asked for acknowledgements until more than its own allowance waits', async () => {
    const { client } = await managed();
    expect(client.say(INACTIVE)).toBe('');
    send(client.session, 3);
    expect(client.wire.take()).not.toContain(ASK);
    send(client.session, 1);
    expect(client.wire.take()).toContain(ASK);
  });

  it('what may wait unacknowledged can be changed for connections that stand', async () => {
    const { client } = await managed();
    client.say(INACTIVE);
    room.set('smacks_max_inactive_unacked_stanzas', 1);
    send(client.session, 2);
    expect(client.wire.take()).toContain(ASK);
    client.say("<a xmlns='urn:xmpp:sm:3' h='2'/>");
    client.say(ACTIVE);
    room.set('smacks_max_unacked_stanzas', 5);
    send(client.session, 1);
    expect(client.wire.take()).not.toContain(ASK);
  });

  it('becoming active: asked at once when that is due, and only then', async () => {
    const { client } = await managed();
    client.say(INACTIVE);
    expect(client.say(ACTIVE)).toBe('');
    client.say(INACTIVE);
    send(client.session, 2);
    client.wire.take();
    expect(client.say(ACTIVE)).toBe(ASK);
    expect(client.say(ACTIVE)).toBe('');
  });

  it('what was held back goes out in order, in one write, with what is urgent or when the client becomes active', async () => {
    const { client } = await managed();
    const { delivery } = room;
    const { session } = client;
    client.say(INACTIVE);
    const stanza = (id: string, kind: 'message' | 'presence', from = id) => ({
      ...facts,
      xml: `<${kind} xmlns='jabber:client' id='${id}'/>`,
      bytes: 50,
      at: 0,
      kind,
      from,
      ...UNMARKED,
    });
    const written = () =>
      client.wire.writes.splice(0).map((write) => [...write.matchAll(/ id='(\w+)'/g)].map(([, id]) => id));
    for (const id of ['p1', 'p2']) delivery.deliver(session, stanza(id, 'presence'));
    room.turn();
    expect(written()).toEqual([]);
    expect(client.say("<r xmlns='urn:xmpp:sm:3'/>")).toBe("<a xmlns='urn:xmpp:sm:3' h='0'/>");
    delivery.deliver(session, stanza('m1', 'message'));
    room.turn();
    expect(written()).toEqual([['p1', 'p2', 'm1']]);
    expect(client.say("<a xmlns='urn:xmpp:sm:3' h='3'/>")).toBe('');

    delivery.deliver(session, stanza('p3', 'presence'));
    delivery.deliver(session, stanza('p4', 'presence'));
    delivery.deliver(session, stanza('p5', 'presence', 'p3'));
    room.turn();
    // What no socket was given is not sent: no h may count it.
    expect(session.sm?.outbound.sendCount).toBe(3);
    client.say(ACTIVE);
    expect(session.sm?.outbound.sendCount).toBe(5);
    expect(session.sm?.outbound.hasUnsent).toBe(false);
  });

  it('R49: a resumed stream is active', async () => {
    const { client, smId } = await managed();
    client.say(INACTIVE);
    const { session } = client;
    client.connection.gone();
    expect(session.inactive).toBe(true);
    const next = room.connect();
    await next.authenticate();
    next.say(`<resume xmlns='urn:xmpp:sm:3' previd='${smId}' h='0'/>`);
    expect(next.session).toBe(session);
    send(session, 1);
    expect(next.wire.take()).toContain(ASK);
  });

  it('needs no stream management', async () => {
    room = await ConnectionRoom.open();
    const client = await room.connect().bind();
    expect(client.say(INACTIVE)).toBe('');
    expect(client.session.inactive).toBe(true);
    expect(client.wire.calls).not.toContain('end');
  });

  it('says nothing else in its namespace', async () => {
    room = await ConnectionRoom.open();
    const client = await room.connect().bind();
    expect(client.say("<asleep xmlns='urn:xmpp:csi:0'/>")).toContain('<unsupported-stanza-type ');
  });
});
