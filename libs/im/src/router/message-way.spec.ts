import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setSamplingRatios, tracing } from '#telemetry';
import { errorStatus, recordSpans } from '../../../../test/support/recorded-spans.js';
import { ImRoom, type Person } from '../testing/im-room.js';
import { DeliveryHooks } from './delivery-hooks.js';

let recorded: ReturnType<typeof recordSpans>;
let room: ImRoom;
let juliet: Person;
let romeo: Person;

beforeEach(async () => {
  room = await ImRoom.open();
  juliet = await room.enterAvailable('juliet@localhost/balcony');
  romeo = await room.enterAvailable('romeo@localhost/orchard');
  recorded = recordSpans();
  tracing.enabled = true;
  setSamplingRatios({});
});
afterEach(async () => {
  tracing.enabled = false;
  await room.close();
  await recorded.stop();
});

const chat = (to: string) =>
  `<message xmlns='jabber:client' to='${to}' type='chat' id='m'><body>wherefore art thou</body></message>`;

/** Names, and what routing said. */
const told = () => recorded.spans().map(({ name, attributes }) => [name, attributes['xmpp.message.routing']]);
const message = () => recorded.spans().find(({ name }) => name === 'xmpp.message');

describe('the way of a sampled message', () => {
  it('goes over route and a delivery for each recipient, in one trace', async () => {
    await room.enterAvailable('romeo@localhost/street');
    recorded.forget();
    juliet.says(chat('romeo@localhost'));
    expect(romeo.hears().at(-1)).toContain('wherefore');
    expect(told()).toEqual([
      ['xmpp.message.route', 'top'],
      ['xmpp.message.deliver', undefined],
      ['xmpp.message.deliver', undefined],
      ['xmpp.message', undefined],
    ]);
    expect(recorded.traceIds().size).toBe(1);
    expect(recorded.spans()[0]?.attributes['xmpp.message.recipients']).toBe(2);
    expect(message()?.attributes).toMatchObject({
      'xmpp.stanza.type': 'chat',
      'xmpp.message.recipients': 2,
      'messaging.message.envelope.size': expect.any(Number),
    });
    expect(JSON.stringify(recorded.spans())).not.toMatch(/wherefore|romeo|juliet|balcony/);
  });

  it('ends in the store where nobody is there, when it is kept', async () => {
    const kept = juliet.saysAndIsTold(chat('nurse@localhost'));
    expect(kept).toBeInstanceOf(Promise);
    expect(told()).toEqual([['xmpp.message.route', 'store']]);
    await kept;
    expect(told()).toEqual([
      ['xmpp.message.route', 'store'],
      ['xmpp.message', undefined],
    ]);
    expect(message()?.attributes['xmpp.message.recipients']).toBe(0);
  });

  it('ends with the error it is answered with', () => {
    juliet.says(chat('romeo@elsewhere'));
    expect(message()).toMatchObject({
      status: errorStatus,
      attributes: { 'error.type': 'remote-server-not-found' },
    });
  });

  it('ends with the rule of the stream that it broke', () => {
    void juliet.saysAndIsTold(chat('romeo@localhost').replace('<message', "<message from='nurse@localhost'"));
    expect(message()).toMatchObject({ attributes: { 'error.type': 'invalid-from' } });
  });

  it('ends where a gate stops it, and where nobody is to be told', () => {
    room.get(DeliveryHooks).gates.push(() => true);
    juliet.says(chat('romeo@localhost'));
    room.get(DeliveryHooks).gates.pop();
    juliet.says("<message xmlns='jabber:client' to='nurse@localhost' type='headline'/>");
    expect(told()).toEqual([
      ['xmpp.message.route', 'stop'],
      ['xmpp.message', undefined],
      ['xmpp.message.route', 'ignore'],
      ['xmpp.message', undefined],
    ]);
  });

  it('ends also where we break, and the next one begins anew', () => {
    room.get(DeliveryHooks).gates.push(() => {
      throw new Error('broken');
    });
    expect(() => juliet.says(chat('romeo@localhost'))).toThrow('broken');
    room.get(DeliveryHooks).gates.pop();
    expect(message()).toMatchObject({ attributes: { 'error.type': 'internal-server-error' } });
    setSamplingRatios({ message: 0 });
    recorded.forget();
    juliet.says(chat('romeo@localhost'));
    expect(recorded.spans()).toEqual([]);
  });
});
