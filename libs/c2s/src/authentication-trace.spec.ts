import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setSamplingRatios, tracing, userHash } from '#telemetry';
import { errorStatus, recordSpans } from '../../../test/support/recorded-spans.js';
import { ConnectionRoom } from './testing/connection-room.js';

const NONE = { connect: 0, lifecycle: 0, ack: 0, message: 0, storage: 0 };
let room: ConnectionRoom;
let recorded: ReturnType<typeof recordSpans>;

beforeEach(async () => {
  room = await ConnectionRoom.open({ DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true' });
  recorded = recordSpans();
  tracing.enabled = true;
  setSamplingRatios(NONE);
});
afterEach(async () => {
  tracing.enabled = false;
  tracing.users.clear();
  setSamplingRatios({});
  await room.close();
  await recorded.stop();
});

const names = () => recorded.spans().map(({ name }) => name);
const hash = () => userHash(room.services.trace.key, 'romeo@localhost');

describe('a handshake is told', () => {
  it('when its connection is drawn, as children of the stream', async () => {
    setSamplingRatios({ ...NONE, connect: 1 });
    const client = await room.connect().bind();
    expect(names()).toEqual(['xmpp.stream.open', 'xmpp.auth', 'xmpp.bind']);
    const parent = client.connection.span?.spanId;
    expect(recorded.spans().slice(1)).toMatchObject([
      { parent, attributes: { 'user.hash': hash(), 'network.peer.address': client.connection.address } },
      { parent, attributes: { 'user.hash': hash(), 'network.peer.address': client.connection.address } },
    ]);
    // Not of the session that is bound on it: that is another decision.
    expect(client.session.span).toBeUndefined();
  });

  it('not when it is not', async () => {
    await room.connect().bind();
    expect(recorded.tracersAsked()).toBe(0);
  });

  it('when it turns out to be that of a user on the list, from its beginning', async () => {
    tracing.users.add('romeo@localhost', 10_000);
    const client = room.connect();
    room.pass(1000);
    await client.bind();
    expect(names()).toEqual(['xmpp.stream.open', 'xmpp.auth', 'xmpp.bind']);
    const [begun = 0, ended] = recorded.spans()[0]?.times ?? [];
    expect(ended).toBe(begun + 1000);
    expect(client.session.span).toEqual(client.connection.span);
  });

  it('when it is that of a session whose story is told', async () => {
    setSamplingRatios({ ...NONE, lifecycle: 1 });
    const client = await room.connect().bind();
    expect(names()).toEqual(['xmpp.stream.open', 'xmpp.bind']);
    expect(client.session.span).toEqual(client.connection.span);
  });

  it('when it fails, whoever it is', async () => {
    const client = room.connect();
    client.header();
    const wrong = Buffer.from('\0romeo\0wrong').toString('base64');
    client.say(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${wrong}</auth>`);
    await expect.poll(names).toEqual(['xmpp.auth']);
    expect(recorded.spans()).toMatchObject([
      {
        status: errorStatus,
        parent: undefined,
        attributes: {
          'error.type': 'not-authorized',
          'xmpp.sasl.mechanism': 'PLAIN',
          'user.hash': hash(),
          'network.peer.address': client.connection.address,
        },
      },
    ]);
    expect(JSON.stringify(recorded.spans())).not.toMatch(/romeo|wrong/);
  });
});
