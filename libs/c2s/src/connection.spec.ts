import { afterEach, describe, expect, it } from 'vitest';
import { UNMARKED } from '#stream-management';
import { ConnectionRoom } from './testing/connection-room.js';

let room: ConnectionRoom;
afterEach(() => room.close());

const MESSAGE = "<message to='juliet@localhost' id='m1'><body>hi</body></message>";

describe('a connection', () => {
  it('is let in and bound, and what comes then is a stanza of its session', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.bind();
    expect(client.session).toMatchObject({ bareJid: 'romeo@localhost', resource: 'balcony' });
    client.say(MESSAGE);
    expect(room.handled).toEqual(['m1']);
  });

  it('that binds nothing in time is told so and closed', async () => {
    room = await ConnectionRoom.open({ DORMOUSE_C2S_AUTH_TIMEOUT: '10' });
    const client = room.connect();
    client.header();
    room.pass(9_999);
    expect(client.wire.take()).toBe('');
    room.pass(1);
    expect(client.wire.take()).toMatch(/<connection-timeout .*<\/stream:stream>$/);
    expect(client.wire.calls).toEqual(['end']);
  });

  it('is not bounded in time once it is bound', async () => {
    room = await ConnectionRoom.open({ DORMOUSE_C2S_AUTH_TIMEOUT: '10' });
    const client = await room.connect().bind();
    room.pass(60_000);
    expect(client.wire.calls).not.toContain('end');
  });

  it('that does not close behind our last word is destroyed five seconds later', async () => {
    room = await ConnectionRoom.open();
    const client = await room.connect().bind();
    client.say('<bad/>');
    room.pass(4_999);
    expect(client.wire.calls).not.toContain('destroy');
    room.pass(1_001);
    expect(client.wire.calls).toContain('destroy');
    expect(room.connections.open).toBe(0);
  });

  it('is counted from the first moment to the last, once', async () => {
    room = await ConnectionRoom.open();
    const [one, two] = [room.connect(), room.connect()];
    expect(room.connections.open).toBe(2);
    one.connection.gone();
    one.connection.gone();
    two.connection.gone();
    expect(room.connections.open).toBe(0);
  });

  it('R40: lets its session sleep when the socket is gone', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    const { session } = client;
    client.connection.gone();
    expect(session.state).toMatchObject({ phase: 'hibernating', reason: 'connection-lost' });
  });

  it('R18, R39: ends its session when the client says so, after a final <a/>', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    const { session } = client;
    client.say(MESSAGE);
    expect(client.say('</stream:stream>')).toBe("<a xmlns='urn:xmpp:sm:3' h='1'/></stream:stream>");
    expect(session.state).toEqual({ phase: 'ended', reason: 'closed' });
  });

  it.each([
    ['R11', "<a xmlns='urn:xmpp:sm:3'/>", 'invalid-xml', 'bad-ack'],
    ['R37', "<a xmlns='urn:xmpp:sm:3' h='7'/>", 'undefined-condition', 'bad-ack'],
    ['R10', "<enable xmlns='urn:xmpp:sm:3'/>", 'policy-violation', 'protocol-error'],
    ['a broken rule', '<stray/>', 'unsupported-stanza-type', 'protocol-error'],
  ])('%s: ends with a stream error, its session sleeps', async (_, xml, condition, reason) => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    const { session } = client;
    expect(client.say(xml)).toContain(`<${condition} `);
    expect(session.state).toMatchObject({ phase: 'hibernating', reason });
  });

  it('ends with internal-server-error for a fault of ours; its session sleeps, the fault is logged', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    const { session } = client;
    room.dispatch = () => {
      throw new Error('our fault');
    };
    expect(client.say(MESSAGE)).toContain('<internal-server-error ');
    expect(session.state).toMatchObject({ phase: 'hibernating', reason: 'internal-error' });
    expect(room.logged.join('\n')).toContain('Error: our fault');
  });

  it('listens to nothing any more once its last word is said', async () => {
    room = await ConnectionRoom.open();
    const client = await room.connect().bind();
    client.say('<bad/>');
    client.connection.send('<late/>');
    client.say(MESSAGE);
    expect(room.handled).toEqual([]);
    expect(client.wire.take()).toBe('');
  });

  it('is closed at 1 MiB that an unmanaged client does not read', async () => {
    room = await ConnectionRoom.open();
    const client = await room.connect().bind();
    const { session } = client;
    client.wire.backlog = 64 * 1024;
    for (let i = 0; i < 17; i++) client.connection.send('x'.repeat(64 * 1024));
    room.turn();
    expect(client.wire.take()).toContain('<policy-violation ');
    expect(session.state).toEqual({ phase: 'ended', reason: 'lost' });
  });

  it('writes nothing of a session that was taken from it', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    const { session } = client;
    room.services.runner.lose(session, 'operator');
    const facts = { bytes: 4, at: 0, kind: 'message' as const, type: 'chat', from: 'juliet@localhost/r' };
    const flags = { delayed: false, transient: false, noStore: false, copy: false, ...UNMARKED };
    session.sm?.outbound.push({ xml: '<m/>', ...facts, ...flags });
    client.connection.wake();
    room.turn();
    expect(client.wire.take()).toBe('');
    expect(session.sm?.outbound.inFlight).toBe(0);
  });

  it('lets a burst of more than 1 MiB go before the next stanza is looked at', async () => {
    room = await ConnectionRoom.open();
    const client = await room.connect().bind();
    const written: number[] = [];
    room.dispatch = (session) => {
      written.push(client.wire.writes.length);
      session.connection?.send('x'.repeat(1024 * 1024));
      client.wire.backlog = 0;
      return undefined;
    };
    client.say(MESSAGE + MESSAGE);
    expect(written).toEqual([0, 1]);
  });

  it('stops reading above the rate and goes on when the debt is paid', async () => {
    room = await ConnectionRoom.open({ DORMOUSE_C2S_MAX_BYTES_PER_SECOND: '1000' });
    const { connection, wire } = room.connect();
    connection.received(2_500);
    expect(wire.calls).toEqual(['pause']);
    room.pass(1_999);
    expect(wire.calls).toEqual(['pause']);
    room.pass(1_001);
    expect(wire.calls).toEqual(['pause', 'resume']);
  });

  it('refuses a second stream header on a bound stream', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    expect(client.header()).toContain('<unsupported-stanza-type ');
  });
});

describe('STARTTLS', () => {
  it('is refused when something was injected behind it', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    client.wire.confidential = false;
    client.wire.injected = true;
    client.header();
    const answer = client.say("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    expect(answer).toMatch(/^<proceed [^>]*>.*<policy-violation /);
  });

  it('has said <proceed/> and nothing else when the handshake begins', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    client.wire.confidential = false;
    client.header();
    client.wire.startTls = () => {
      expect(client.wire.writes).toEqual(["<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"]);
      return true;
    };
    client.say("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    expect.assertions(1);
  });
});
