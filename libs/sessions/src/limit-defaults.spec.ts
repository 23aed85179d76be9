import { afterEach, describe, expect, it } from 'vitest';
import { ConfigurationChanges, SMACKS_CONFIG, type SmacksConfig } from '#config';
import { Actions } from './actions.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Writes into the area as the live configuration does, and tells of it. */
function change(values: Partial<SmacksConfig>): void {
  Object.assign(house.get<Writable<SmacksConfig>>(SMACKS_CONFIG as never), values);
  house.get(ConfigurationChanges).tell('smacks');
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('defaults changed while the server runs', () => {
  it('hold for sessions that are there and for those that come', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    change({ maxQueueStanzas: 50, hibernationTime: 20_000, maxHibernationTime: 20_000 });
    expect(session.limits.maxQueueStanzas).toBe(50);
    expect(house.bindResumable('orchard').answer).toContain("max='20'");
  });

  it('lowered, act at once for everybody, but not where a user has a value of their own', async () => {
    house = await House.build();
    await house.get(Actions).set('nurse@localhost', 'smacks_max_hibernated_sessions', 5, 'admin');
    const sleepers = ['romeo', 'juliet', 'nurse'].flatMap((name) =>
      ['a', 'b'].map((resource) => house.bindResumable(resource, `${name}@localhost`).session),
    );
    for (const session of sleepers) {
      house.cut(session);
      house.clock.advance(1000);
    }
    change({ maxHibernatedSessions: 1 });
    for (const index of [0, 2]) await house.ended(sleepers[index] as (typeof sleepers)[0]);
    expect(sleepers.map(({ state }) => state.phase)).toEqual([
      'ended',
      'hibernating',
      'ended',
      'hibernating',
      'hibernating',
      'hibernating',
    ]);
    expect(house.oldSessions.rows.map(({ reason }) => reason)).toEqual(['evicted', 'evicted']);
  });

  it('cut queues that are over them', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.clock.advance(60_001);
    house.cut(session);
    for (let i = 0; i < 12; i++) house.deliver(session, queued(`${i}`));
    change({ maxQueueStanzas: 10 });
    expect(session.sm?.outbound.length).toBe(10);
    expect(house.routing.bounced).toHaveLength(2);
  });

  it('are carried to many sessions in slices, the newest change winning', async () => {
    house = await House.build();
    const sessions = Array.from(
      { length: 50 },
      (_, i) => house.bindResumable(`r${i}`, `u${i}@localhost`).session,
    );
    const before = house.clock.monotonic.bind(house.clock);
    // Each look at the clock takes longer than a slice.
    house.clock.monotonic = () => {
      house.clock.advance(4);
      return before();
    };
    change({ maxQueueStanzas: 50 });
    const reached = () => sessions.filter(({ limits }) => limits.maxQueueStanzas === 50).length;
    expect(reached()).toBe(1);
    await settled();
    expect(reached()).toBeLessThan(10);
    change({ maxQueueStanzas: 60 });
    while (sessions.some(({ limits }) => limits.maxQueueStanzas !== 60)) await settled();
    expect(reached()).toBe(0);
  });

  it('of other kinds leave sessions alone', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    const { limits } = session;
    change({ maxAckDelay: 5 });
    expect(session.limits).toBe(limits);
  });
});
