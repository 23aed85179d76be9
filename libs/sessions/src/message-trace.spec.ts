import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setSamplingRatios, tracing } from '#telemetry';
import { older, recordSpans } from '../../../test/support/recorded-spans.js';
import { MessageTrace } from './message-trace.js';
import { SessionTrace } from './session-trace.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

const NONE = { connect: 0, lifecycle: 0, ack: 0, message: 0, storage: 0 };
let house: House;
let recorded: ReturnType<typeof recordSpans>;

beforeEach(async () => {
  recorded = recordSpans();
  tracing.enabled = true;
  setSamplingRatios(NONE);
  house = await House.build();
});
afterEach(async () => {
  await house.close();
  tracing.enabled = false;
  tracing.users.clear();
  setSamplingRatios({});
  await recorded.stop();
});

const begin = (attrs: Record<string, string>) => {
  const { session } = house.bind('balcony');
  return house.get(MessageTrace).begin(session, attrs);
};

describe('a message is told', () => {
  it('when it is among those that are drawn', () => {
    expect(begin({ to: 'juliet@localhost' })).toBeUndefined();
    setSamplingRatios({ ...NONE, message: 1 });
    expect(begin({ to: 'juliet@localhost' })).toBeDefined();
  });

  it('when its sender or its addressee is on the list, in any spelling', () => {
    const until = house.clock.now() + 1;
    tracing.users.add('juliet@localhost', until);
    expect(begin({ to: 'nurse@localhost' })).toBeUndefined();
    expect(begin({ to: 'JULIET@localhost/chamber' })).toBeDefined();
    expect(begin({ to: '@@' })).toBeUndefined();
    expect(begin({})).toBeUndefined();
    tracing.users.add('romeo@localhost', until);
    expect(begin({ to: 'nurse@localhost' })).toBeDefined();
  });

  it('without so much as a hash of those that are not', () => {
    const ref = vi.spyOn(house.get(SessionTrace), 'ref');
    expect(begin({ to: 'juliet@localhost' })).toBeUndefined();
    expect(ref).not.toHaveBeenCalled();
  });
});

describe('a delivery is told', () => {
  const followed = (id: string) =>
    queued(id, {
      trace: { ref: older, epoch: house.clock.now() - house.clock.monotonic(), deliveries: new Map() },
    });

  it('of each session that gets a sampled message, with what it has unacknowledged', () => {
    const [managed, plain] = [house.bindResumable('a'), house.bind('b')];
    house.deliver(managed.session, queued('before'));
    const stanza = followed('m');
    house.deliver(managed.session, stanza);
    house.deliver(plain.session, stanza);
    const told = {
      name: 'xmpp.message.deliver',
      parent: older.spanId,
      times: [house.clock.now(), house.clock.now()],
    };
    const size = { 'messaging.message.envelope.size': stanza.bytes };
    expect(recorded.spans()).toMatchObject([
      { ...told, attributes: { ...size, 'session.id': managed.session.id, 'xmpp.sm.unacked': 2 } },
      { ...told, attributes: { ...size, 'session.id': plain.session.id } },
    ]);
    expect([...(stanza.trace?.deliveries.keys() ?? [])]).toEqual([managed.session.id, plain.session.id]);
  });

  it('no more once tracing is off', () => {
    const { session } = house.bind('b');
    tracing.enabled = false;
    house.deliver(session, followed('m'));
    expect(recorded.spans()).toEqual([]);
  });
});
