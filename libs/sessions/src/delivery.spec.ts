import { afterEach, describe, expect, it } from 'vitest';
import { Acknowledgements } from './acknowledgements.js';
import { Delivery } from './delivery.js';
import { House } from './testing/house.js';
import { RecordingJournal } from './testing/recording-journal.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

/** Ten stanzas at most, once the minute after login is over. */
const SMALL = { SMACKS_MAX_QUEUE_STANZAS: '10' };

function fill(session: Parameters<House['deliver']>[0], count: number): void {
  for (let i = 0; i < count; i++) house.deliver(session, queued(`f${i}`, { type: 'headline' }));
}

describe('delivery', () => {
  it('queues for a managed session and wakes its connection with what is to be written', async () => {
    house = await House.build();
    const { session, connection } = house.bindResumable('balcony');
    expect(house.deliver(session, queued('m1'))).toBe(true);

    expect(connection.sent).toEqual([]);
    expect(connection.wakes).toBe(1);
    expect(connection.take(session)).toEqual([queued('m1').xml]);
    expect(house.counters.queued).toBe(1);
  });

  it('writes to a session without stream management at once; no other copy needs a fate then', async () => {
    house = await House.build();
    const { session, connection } = house.bind('balcony');
    const stanza = queued('m1');
    house.deliver(session, stanza);

    expect(connection.sent).toEqual([stanza.xml]);
    expect(stanza.arrived).toBe(true);
    expect(house.counters.sent).toEqual({ message: 1, presence: 0, iq: 0 });
  });

  it('takes nothing for a session that ends or has ended', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.cut(session);
    house.pass(300_000);
    expect(house.deliver(session, queued('m1'))).toBe(false);
    await house.ended(session);
    expect(house.deliver(session, queued('m2'))).toBe(false);
  });

  it('records what is queued and what is acknowledged, in order', async () => {
    const journal = new RecordingJournal();
    house = await House.build({ journal });
    const { session, connection } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    connection.take(session);
    house.get(Acknowledgements).receive(session, '1');
    house.deliver(session, queued('m2'));
    await new Promise((resolve) => setImmediate(resolve));

    const entries = journal.batches.flat();
    expect(entries).toMatchObject([
      { kind: 'session' },
      { kind: 'enqueue', session, lane: 'queue', stanza: { xml: queued('m1').xml } },
      { kind: 'ack', session, h: 1 },
      { kind: 'enqueue', session, lane: 'queue', stanza: { xml: queued('m2').xml } },
    ]);
  });
});

describe('a full queue', () => {
  it('of a connected session: resource-constraint with words, the session sleeps with all it had', async () => {
    house = await House.build({ env: SMALL });
    const { session, connection } = house.bindResumable('balcony');
    house.pass(60_001);
    fill(session, 10);
    expect(connection.errors).toEqual([]);
    const late = queued('late');
    house.deliver(session, late);

    expect(connection.errors).toMatchObject([
      { condition: 'resource-constraint', text: 'too many stanzas are unacknowledged' },
    ]);
    expect(session.state).toMatchObject({ phase: 'hibernating', reason: 'queue-overflow' });
    expect(session.sm?.outbound.length).toBe(10);
    expect(house.routing.bounced).toEqual([late]);
    expect(house.counters.overflows).toBe(1);
  });

  it('of a sleeper: it sleeps on, and each stanza too many meets its fate at once', async () => {
    house = await House.build({ env: SMALL });
    const { session } = house.bindResumable('balcony');
    house.cut(session);
    house.pass(60_001);
    fill(session, 10);
    house.deliver(session, queued('late'));
    house.deliver(session, queued('later'));

    expect(session.state.phase).toBe('hibernating');
    expect(session.sm?.outbound.length).toBe(10);
    expect(house.routing.bounced).toHaveLength(2);
    expect(house.told('session-ended')).toEqual([]);
  });

  it('is counted in bytes as well', async () => {
    house = await House.build({ env: { SMACKS_MAX_QUEUE_BYTES: '65536' } });
    const { session, connection } = house.bindResumable('balcony');
    house.pass(60_001);
    house.deliver(session, queued('large', { bytes: 65_536 }));
    expect(connection.errors).toEqual([]);
    house.deliver(session, queued('one more', { bytes: 1 }));
    expect(connection.conditions).toEqual(['resource-constraint']);
  });

  it('fault 13: has four times the room in the minute after login', async () => {
    house = await House.build({ env: SMALL });
    const { session, connection } = house.bindResumable('balcony');
    house.pass(60_000);
    fill(session, 40);
    expect(connection.errors).toEqual([]);
    fill(session, 1);
    expect(connection.conditions).toEqual(['resource-constraint']);
  });

  it('is never full without a limit', async () => {
    house = await House.build({ env: { SMACKS_MAX_QUEUE_STANZAS: 'none', SMACKS_MAX_QUEUE_BYTES: 'none' } });
    const { session, connection } = house.bindResumable('balcony');
    house.pass(60_001);
    fill(session, 3_000);
    expect(connection.errors).toEqual([]);
  });

  it('refuses what is only offered, and nobody is cut or bounced for it', async () => {
    house = await House.build({ env: SMALL });
    const { session, connection } = house.bindResumable('balcony');
    house.pass(60_001);
    fill(session, 9);
    const delivery = house.get(Delivery);

    expect(delivery.offer(session, queued('fits'))).toBe(true);
    expect(delivery.offer(session, queued('does not'))).toBe(false);
    expect(connection.errors).toEqual([]);
    expect(house.routing.bounced).toEqual([]);
  });

  it('R19: of one copy is settled when it is known that another copy found room', async () => {
    house = await House.build({ env: SMALL });
    const [one, two] = [house.bindResumable('full'), house.bindResumable('empty')];
    house.pass(60_001);
    fill(one.session, 10);
    house.get(Delivery).fanOut([one.session, two.session], queued('m1'));

    expect(one.connection.conditions).toEqual(['resource-constraint']);
    expect(two.connection.take(two.session)).toEqual([queued('m1').xml]);
    expect(house.told('delivery-failure')).toMatchObject([{ session: one.session, fate: 'drop' }]);
  });

  it('ends a session without resumption, whose queue meets its fates', async () => {
    house = await House.build({ env: { ...SMALL, SMACKS_MAX_HIBERNATED_SESSIONS: '0' } });
    const { session, connection } = house.bindResumable('balcony');
    house.pass(60_001);
    for (let i = 0; i < 11; i++) house.deliver(session, queued(`m${i}`));

    expect(session.state).toEqual({ phase: 'ended', reason: 'lost' });
    expect(connection.conditions).toEqual(['resource-constraint']);
    expect(house.routing.bounced).toHaveLength(11);
  });

  it('has one fate where every queue is full, however many they are', async () => {
    house = await House.build({ env: { ...SMALL, SMACKS_ON_EXPIRY: 'offline' } });
    const [one, two] = [house.bindResumable('one'), house.bindResumable('two')];
    house.pass(61_000);
    for (const { session } of [one, two]) fill(session, 10);
    house.get(Delivery).fanOut([one.session, two.session], queued('m1'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(house.offline.rows).toHaveLength(1);
    expect(house.counters.overflows).toBe(2);
    expect([one, two].map(({ session }) => session.state.phase)).toEqual(['hibernating', 'hibernating']);
  });
});
