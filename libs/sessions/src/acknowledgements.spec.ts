import { afterEach, describe, expect, it } from 'vitest';
import { AckLatency } from './ack-latency.js';
import { Acknowledgements } from './acknowledgements.js';
import { detailOf } from './session-view.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

async function sent(...ids: string[]) {
  house = await House.build();
  const bound = house.bindResumable('balcony');
  for (const id of ids) house.deliver(bound.session, queued(id));
  bound.connection.take(bound.session);
  return { ...bound, ack: (h: string | undefined) => house.get(Acknowledgements).receive(bound.session, h) };
}

describe('<a/>', () => {
  it('R17: frees exactly the acknowledged prefix', async () => {
    const { session, ack } = await sent('m1', 'm2', 'm3');
    expect(ack('2')).toBeUndefined();

    expect(session.sm?.outbound).toMatchObject({ length: 1, acked: 2 });
    expect(house.counters.acked).toBe(2);
  });

  it('R16: may come unasked and again', async () => {
    const { session, ack } = await sent('m1');
    expect([ack('1'), ack('1')]).toEqual([undefined, undefined]);
    expect(session.ackRtt).toBeNull();
  });

  it.each([undefined, '', 'x', '-1', '4294967296'])(
    'R11: h=%s is a stream error, nothing is freed',
    async (h) => {
      const { session, ack } = await sent('m1');
      expect(ack(h)).toMatchObject({ condition: 'invalid-xml' });
      expect(session.sm?.outbound.length).toBe(1);
    },
  );

  it('R37: an h too high is a stream error that carries both numbers', async () => {
    const { session, ack } = await sent('m1');
    expect(ack('2')).toEqual({
      condition: 'undefined-condition',
      text: '2 stanzas acknowledged, but only 1 were sent',
      application: "<handled-count-too-high xmlns='urn:xmpp:sm:3' h='2' send-count='1'/>",
    });
    expect(session.sm?.outbound.length).toBe(1);
  });

  it('measures how long the answer took', async () => {
    const { session, ack } = await sent('m1');
    session.sm?.policy.asks(session.sm.outbound.sendCount);
    session.sm?.policy.asked(house.clock.monotonic());
    house.pass(120);
    ack('1');
    expect(session.ackRtt).toBe(120);
    expect(Math.round((house.get(AckLatency).figures()?.p50 ?? 0) / 10)).toBe(12);
    const at = house.clock.now();
    expect(detailOf(session).roundTrips).toEqual([{ at: at - ((at - session.openedAt) % 100), rtt: 120 }]);
  });

  it('wakes the connection while more is unacknowledged: it may be due to ask again', async () => {
    const { connection, ack } = await sent('m1', 'm2');
    const before = connection.wakes;
    ack('1');
    expect(connection.wakes).toBe(before + 1);
    ack('2');
    expect(connection.wakes).toBe(before + 1);
  });

  it('R21: means nothing before stream management is on', async () => {
    house = await House.build();
    const { session } = house.bind('balcony');
    expect(house.get(Acknowledgements).receive(session, '7')).toBeUndefined();
  });
});
