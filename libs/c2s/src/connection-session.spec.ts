import { afterEach, describe, expect, it } from 'vitest';
import { ConnectionRoom } from './testing/connection-room.js';

let room: ConnectionRoom;
afterEach(() => room.close());

const MESSAGE = "<message to='juliet@localhost' id='m1'><body>hi</body></message>";
const round = () => new Promise((resolve) => setImmediate(resolve));

describe('what a stanza does later', () => {
  it('R15: is left out of h until it is safe, then told unasked', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    let done = (): void => undefined;
    room.dispatch = () => new Promise((resolve) => (done = () => resolve()));
    expect(client.say(`${MESSAGE}<r xmlns='urn:xmpp:sm:3'/>`)).toBe("<a xmlns='urn:xmpp:sm:3' h='0'/>");
    done();
    await round();
    expect(client.wire.take()).toBe("<a xmlns='urn:xmpp:sm:3' h='1'/>");
  });

  it('is left out of the final h as well when the stanza itself ends the connection', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    room.dispatch = () => {
      client.connection.violate({ condition: 'resource-constraint' });
      return new Promise(() => undefined);
    };
    expect(client.say(MESSAGE)).toMatch(/^<a xmlns='urn:xmpp:sm:3' h='0'\/><stream:error>/);
  });

  it('is told to the journal as done where it waits behind one that is not and left no entry of its own', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    const told: unknown[] = [];
    room.services.journal.done = (_session, n) => void told.push(n);
    room.dispatch = () => undefined;
    client.say(MESSAGE);
    expect(told).toEqual([]);
    room.dispatch = () => new Promise(() => undefined);
    client.say(MESSAGE);
    room.dispatch = () => undefined;
    client.say(MESSAGE);
    expect(told).toEqual([3]);
  });

  it('R18: is waited for when the client closes its stream, so that the final <a/> counts it', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    const { session } = client;
    let done = (): void => undefined;
    room.dispatch = () => new Promise((resolve) => (done = () => resolve()));
    expect(client.say(`${MESSAGE}</stream:stream>`)).toBe('');
    expect(session.state.phase).toBe('live');
    done();
    await round();
    room.turn();
    expect(client.wire.take()).toBe("<a xmlns='urn:xmpp:sm:3' h='1'/></stream:stream>");
    expect(session.state.phase).toBe('ended');
  });

  it('is waited for while a disk may stand still, but not for ever, nor longer than its socket stands (R39)', async () => {
    room = await ConnectionRoom.open();
    room.dispatch = () => new Promise(() => undefined);
    const slow = room.connect();
    await slow.enable();
    const first = slow.session;
    slow.say(`${MESSAGE}</stream:stream>`);
    room.pass(19_000);
    expect(slow.wire.take()).toBe('');
    room.pass(2_000);
    expect(slow.wire.take()).toBe("<a xmlns='urn:xmpp:sm:3' h='0'/></stream:stream>");
    expect(first.state.phase).toBe('ended');

    const gone = room.connect();
    await gone.enable();
    const second = gone.session;
    gone.say(`${MESSAGE}</stream:stream>`);
    gone.connection.gone();
    expect(second.state).toMatchObject({ phase: 'ended', reason: 'closed' });
  });

  it('does not stop h for ever when it fails', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.enable();
    const { session } = client;
    room.dispatch = () => Promise.reject(new Error('our fault'));
    client.say(MESSAGE);
    await round();
    expect(client.wire.take()).toContain('<internal-server-error ');
    expect(session.sm?.inbound.safe).toBe(1);
  });
});

describe('a resumption', () => {
  it('R24, R33: moves the session over, answer first, then what was missed', async () => {
    room = await ConnectionRoom.open();
    const old = room.connect();
    const smId = await old.enable();
    const { session } = old;
    old.connection.gone();
    const next = room.connect();
    await next.authenticate();
    const answer = next.say(`<resume xmlns='urn:xmpp:sm:3' previd='${smId}' h='0'/>`);
    expect(answer).toBe(`<resumed xmlns='urn:xmpp:sm:3' previd='${smId}' h='0'/>`);
    expect(next.session).toBe(session);
    await round();
    expect(next.wire.calls.filter((call) => call === 'hold' || call === 'release')).toEqual([
      'hold',
      'release',
      'hold',
      'release',
    ]);
  });

  it('lets go of what the client sent behind it only when it is over', async () => {
    room = await ConnectionRoom.open();
    const old = room.connect();
    const smId = await old.enable();
    const { session } = old;
    old.connection.gone();
    const next = room.connect();
    await next.authenticate();
    const asleep: boolean[] = [];
    next.wire.release = () => asleep.push(session.hibernation !== null);
    next.say(`<resume xmlns='urn:xmpp:sm:3' previd='${smId}' h='0'/>`);
    await round();
    expect(asleep).toEqual([false]);
  });

  it('R31, fault 11: the displaced connection hears a conflict and leaves the session alone', async () => {
    room = await ConnectionRoom.open();
    const old = room.connect();
    const smId = await old.enable();
    const next = room.connect();
    await next.authenticate();
    next.say(`<resume xmlns='urn:xmpp:sm:3' previd='${smId}' h='0'/>`);
    expect(old.wire.take()).toMatch(/^<a [^>]*\/><stream:error><conflict .*<\/stream:stream>$/);
    old.connection.gone();
    expect(next.session.state.phase).toBe('live');
    expect(next.session.connection).toBe(next.connection);
  });

  it('R50: is refused on a bound stream, which goes on', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    const smId = await client.enable();
    const answer = client.say(`<resume xmlns='urn:xmpp:sm:3' previd='${smId}' h='0'/>`);
    expect(answer).toContain('<unexpected-request ');
    expect(client.session.state.phase).toBe('live');
  });

  it('R30: that fails leaves the stream ready to bind', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.authenticate();
    client.say("<resume xmlns='urn:xmpp:sm:3' previd='gone' h='0'/>");
    await round();
    expect(client.wire.take()).toContain('<item-not-found ');
    client.say("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
    expect(client.session.state.phase).toBe('bound');
  });
});
