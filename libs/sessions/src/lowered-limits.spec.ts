import { afterEach, describe, expect, it } from 'vitest';
import { Actions } from './actions.js';
import { EventLog } from './event-log.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

const USER = 'romeo@localhost';
const ids = (stanzas: readonly { xml: string }[]) => stanzas.map(({ xml }) => /id='([^']+)'/.exec(xml)?.[1]);
const lower = (
  value: number,
  name: 'smacks_max_queue_stanzas' | 'smacks_max_queue_bytes' = 'smacks_max_queue_stanzas',
) => house.get(Actions).set(USER, name, value, 'admin');

/** A session past the first minute, in which four times as much is allowed. */
function settled(name: string) {
  const bound = house.bindResumable(name);
  house.clock.advance(60_001);
  return bound;
}

describe('a limit of the queue lowered below what is in it', () => {
  it('connected: the connection is told why and closed, the session sleeps', async () => {
    house = await House.build();
    const { session, connection } = settled('balcony');
    for (let i = 0; i < 12; i++) house.deliver(session, queued(`${i}`));
    connection.take(session);
    await lower(10);
    expect(connection.conditions).toEqual(['resource-constraint']);
    expect(session.hibernation?.reason).toBe('queue-overflow');
    // All were sent: the client may have counted them.
    expect(session.sm?.outbound.length).toBe(12);
    expect(house.routing.bounced).toEqual([]);
  });

  it('asleep: it sleeps on; the newest that no socket has seen meet their fates, and it is told', async () => {
    house = await House.build();
    const { session, connection } = settled('balcony');
    for (let i = 0; i < 11; i++) house.deliver(session, queued(`sent${i}`));
    connection.take(session);
    house.cut(session);
    for (let i = 0; i < 3; i++) house.deliver(session, queued(`new${i}`));
    const { deadline } = session.hibernation ?? {};
    await lower(10);
    expect(ids(house.routing.bounced)).toEqual(['new0', 'new1', 'new2']);
    expect(session.state.phase).toBe('hibernating');
    expect(session.hibernation?.deadline).toBe(deadline);
    expect(session.sm?.outbound.sendCount).toBe(11);
    expect(house.counters.overflows).toBe(3);
    expect(house.get(EventLog).recent(1)).toMatchObject([
      { kind: 'delivery-failure', reason: 'queue-overflow', detail: '3 bounced', sessionId: session.id },
    ]);
  });

  it('bytes count as well', async () => {
    house = await House.build();
    const { session } = settled('balcony');
    house.cut(session);
    for (const id of ['a', 'b', 'c']) house.deliver(session, queued(id, { bytes: 30_000 }));
    await lower(65_536, 'smacks_max_queue_bytes');
    expect(ids(house.routing.bounced)).toEqual(['c']);
  });

  it('leaves alone who has room, in the first minute four times as much', async () => {
    house = await House.build();
    const { session, connection } = house.bindResumable('balcony');
    for (let i = 0; i < 40; i++) house.deliver(session, queued(`${i}`));
    await lower(10);
    expect(connection.conditions).toEqual([]);
    house.cut(session);
    await lower(10);
    expect(session.sm?.outbound.length).toBe(40);
  });

  it('without resumption the session ends, and each stanza has its one fate', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '0' } });
    const { session, connection } = settled('balcony');
    for (let i = 0; i < 12; i++) house.deliver(session, queued(`${i}`));
    await lower(10);
    expect(connection.conditions).toEqual(['resource-constraint']);
    expect(session.state).toEqual({ phase: 'ended', reason: 'lost' });
    expect(house.routing.bounced).toHaveLength(12);
  });
});

it('a hibernation time lowered while a session sleeps moves no deadline: it was granted', async () => {
  house = await House.build();
  const { session } = house.bindResumable('balcony');
  house.cut(session);
  const { deadline } = session.hibernation ?? {};
  await house.get(Actions).set(USER, 'smacks_hibernation_time', 1, 'admin');
  house.pass(10_000);
  expect(session.state.phase).toBe('hibernating');
  expect(session.hibernation?.deadline).toBe(deadline);
});

it('limits of a removed account are forgotten, also for sessions that are still ending', async () => {
  house = await House.build();
  const { session } = house.bindResumable('balcony');
  await lower(10);
  expect(session.limits.maxQueueStanzas).toBe(10);
  house.get(Actions).forget(USER);
  expect(session.limits.maxQueueStanzas).toBe(2000);
  expect(house.bind('orchard').session.limits.maxQueueStanzas).toBe(2000);
});
