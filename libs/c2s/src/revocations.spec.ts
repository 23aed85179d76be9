import { afterEach, describe, expect, it } from 'vitest';
import { SessionEvents } from '#sessions';
import { Revocations } from './revocations.js';
import { ConnectionRoom } from './testing/connection-room.js';

let room: ConnectionRoom;
afterEach(() => room.close());

const BIND = "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>";
const events = () => room.get(SessionEvents);
const revoke = (bareJid = 'romeo@localhost') => events().emit('account-revoked', { bareJid });

describe('an account that is revoked between authentication and bind', () => {
  it('binds nothing: not-authorized, and the stream ends', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    await client.authenticate();
    revoke();
    expect(client.say(BIND)).toMatch(/^<stream:error><not-authorized .*<\/stream:stream>$/);
    expect(client.connection.session).toBeNull();
    expect(room.services.registry.size).toBe(0);
  });

  it('resumes nothing', async () => {
    room = await ConnectionRoom.open();
    const old = room.connect();
    const smId = await old.enable();
    const { session } = old;
    const next = room.connect();
    await next.authenticate();
    revoke();
    const answer = next.say(`<resume xmlns='urn:xmpp:sm:3' previd='${smId}' h='0'/>`);
    expect(answer).toContain('<not-authorized ');
    expect(session.connection).toBe(old.connection);
  });

  it('is refused as well where it was revoked while it proved who it is', async () => {
    room = await ConnectionRoom.open();
    const client = room.connect();
    const authenticating = client.authenticate();
    revoke();
    await authenticating;
    expect(client.say(BIND)).toContain('<not-authorized ');
  });

  it('binds when it authenticates anew, and others are not concerned', async () => {
    room = await ConnectionRoom.open();
    revoke();
    const client = room.connect();
    await client.authenticate();
    revoke('juliet@localhost');
    expect(client.say(BIND)).toContain("type='result'");
  });

  it('is forgotten when no stream can be left that authenticated before', async () => {
    room = await ConnectionRoom.open();
    const revocations = room.get(Revocations);
    revoke('a@localhost');
    room.pass(2 * room.services.c2s.authTimeout);
    revoke('b@localhost');
    expect(revocations.size).toBe(2);
    room.pass(250);
    revoke('c@localhost');
    expect(revocations.size).toBe(2);
    expect(revocations.since(0, 'a@localhost')).toBe(false);
    expect(revocations.since(0, 'b@localhost')).toBe(true);
  });

  it('is remembered from the last time on, and keeps none that is older in memory', async () => {
    room = await ConnectionRoom.open();
    const time = 2 * room.services.c2s.authTimeout;
    revoke('a@localhost');
    room.pass(time / 2);
    revoke('b@localhost');
    room.pass(time / 2);
    revoke('a@localhost');
    room.pass(time / 2 + 250);
    revoke('c@localhost');
    const revocations = room.get(Revocations);
    expect(['a', 'b', 'c'].map((user) => revocations.since(0, `${user}@localhost`))).toEqual([
      true,
      false,
      true,
    ]);
  });
});
