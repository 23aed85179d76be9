import { afterEach, describe, expect, it } from 'vitest';
import { parseFilter, type SessionListQuery } from '#contracts';
import { Acknowledgements } from './acknowledgements.js';
import { Directory } from './directory.js';
import { SessionCensus } from './session-census.js';
import { EPOCH } from './testing/fake-clock.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

const directory = () => house.get(Directory);

const list = (query: Partial<SessionListQuery>, ...filter: string[]) => {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return directory().list({ sort: 'id', limit: 10, ...query, filter: parsed.conditions });
};

describe('the session directory', () => {
  it('shows a session through its life, and not beyond it', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    expect(directory().find(session.id)).toMatchObject({
      user: 'romeo@localhost',
      resource: 'balcony',
      state: 'connected',
      resumable: true,
      transport: 'tcp',
      address: '192.0.2.1',
      since: EPOCH,
      queueLimit: 2000,
    });
    house.cut(session);
    house.deliver(session, queued('m1'));
    expect(directory().find(session.id)).toMatchObject({
      state: 'hibernating',
      transport: null,
      address: '192.0.2.1',
      hibernationReason: 'connection-lost',
      deadline: EPOCH + 300_000,
      unacked: 1,
      queueBytes: queued('m1').bytes,
    });
    house.pass(300_000);
    expect(directory().find(session.id)?.state).toBe('ending');
    await house.ended(session);
    expect(directory().find(session.id)).toBeUndefined();
  });

  it('tells of every change, the last time when it is gone', async () => {
    house = await House.build();
    const seen: (string | undefined)[] = [];
    const stop = directory().onChange((id) => seen.push(directory().find(id)?.state));
    const { session } = house.bindResumable('balcony');
    house.cut(session);
    house.pass(300_000);
    await house.ended(session);

    expect(new Set(seen)).toEqual(new Set(['connected', 'hibernating', 'ending', undefined]));
    expect(seen.at(-1)).toBeUndefined();
    const before = seen.length;
    stop();
    house.bind('garden');
    expect(seen).toHaveLength(before);
  });

  it('pages, with the total of what was asked for', async () => {
    house = await House.build();
    const sessions = ['a', 'b', 'c', 'd', 'e'].map((r) => house.bindResumable(r).session);
    house.bind('x', 'juliet@localhost');
    const first = await list({ limit: 2 }, 'user~ROMEO');
    expect(first).toMatchObject({ total: 5, items: [{ id: sessions[0]?.id }, { id: sessions[1]?.id }] });
    const rest = await list({ limit: 3, after: first.next as string }, 'user~romeo');
    expect(rest.items.map(({ resource }) => resource)).toEqual(['c', 'd', 'e']);
    expect(rest.next).toBeNull();
    expect((await list({ limit: 10 })).total).toBe(6);
    expect(directory().first(2)).toEqual(first.items);
  });

  it('filters by state and by backlog', async () => {
    house = await House.build();
    const { session } = house.bindResumable('asleep');
    house.bind('awake');
    house.cut(session);
    const asleep = { items: [{ resource: 'asleep' }], total: 1 };
    expect(await list({}, 'state=hibernating')).toMatchObject(asleep);
    expect((await list({}, 'unacked>0')).total).toBe(0);
    house.deliver(session, queued('m1'));
    expect(await list({}, 'unacked>0')).toMatchObject(asleep);
  });

  it('keeps the newest 500 events, oldest first', async () => {
    house = await House.build();
    for (let i = 0; i < 1_200; i++) house.bind(`r${i}`);
    const events = directory().recentEvents(1_000);
    expect(events).toHaveLength(500);
    expect(events[0]?.seq).toBe(701);
    expect(
      directory()
        .recentEvents(2)
        .map(({ resource }) => resource),
    ).toEqual(['r1198', 'r1199']);
  });
});

describe('the census', () => {
  it('follows every state and queue, and comes back to nothing', async () => {
    house = await House.build();
    const census = house.get(SessionCensus);
    const zero = { connected: 0, hibernating: 0, ending: 0 };
    const { session, connection } = house.bindResumable('balcony');
    const plain = house.bind('garden');
    expect(census.states).toEqual({ ...zero, connected: 2 });

    house.deliver(session, queued('m1'));
    house.deliver(session, queued('m2'));
    connection.take(session);
    house.get(Acknowledgements).receive(session, '1');
    expect(census.queue).toEqual({ stanzas: 1, bytes: queued('m2').bytes });
    house.cut(session);
    house.cut(plain.session);
    expect(census.states).toEqual({ ...zero, hibernating: 1 });
    expect([...census.members('hibernating')]).toEqual([session]);
    expect(census.members('connected').size).toBe(0);
    house.deliver(session, queued('m3'));
    expect(census.queue.stanzas).toBe(2);

    house.pass(300_000);
    expect(census.states).toEqual({ ...zero, ending: 1 });
    await house.ended(session);
    expect(census.states).toEqual(zero);
    expect(census.members('ending').size).toBe(0);
    expect(census.queue).toEqual({ stanzas: 0, bytes: 0 });
    expect(directory().overview()).toMatchObject({ connected: 0, hibernating: 0, expiries: 1 });
    expect(house.registry.size).toBe(0);
  });
});
