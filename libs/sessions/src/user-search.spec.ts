import { afterEach, describe, expect, it } from 'vitest';
import { type UserListQuery, userListing } from '#contracts';
import type { UserLimitsPort } from '#ports';
import { USER_LIMITS } from '#ports';
import { EPOCH } from './testing/fake-clock.js';
import { House } from './testing/house.js';
import { MemoryOldSessions } from './testing/memory-old-sessions.js';
import { queued } from './testing/stanzas.js';
import { UserSearch } from './user-search.js';

let house: House;
afterEach(() => house.close());

function list(query: Partial<UserListQuery> = {}, ...filter: string[]) {
  const parsed = userListing.parse(filter);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return house.get(UserSearch).list({ sort: 'user', limit: 10, ...query, filter: parsed.conditions });
}

const names = async (...args: Parameters<typeof list>) => (await list(...args)).items.map(({ user }) => user);

const old = (n: number, bareJid: string) => ({
  smIdHash: `hash${n}`,
  sessionId: `o${n}`,
  bareJid,
  resource: 'r',
  h: 0,
  endedAt: EPOCH,
  reason: 'expired' as const,
});

describe('the list of users', () => {
  it('tells what each uses of its limits, queues included', async () => {
    house = await House.build({ env: { SMACKS_MAX_QUEUE_STANZAS: '10', SMACKS_MAX_QUEUE_BYTES: 'none' } });
    const { session } = house.bindResumable('a');
    house.bindResumable('b');
    house.cut(session);
    for (const name of ['m1', 'm2', 'm3']) house.deliver(session, queued(name));

    expect(await list()).toEqual({
      items: [
        {
          user: 'romeo@localhost',
          connected: 1,
          hibernating: 1,
          hibernatingLimit: 10,
          old: 0,
          oldLimit: 10,
          unacked: 3,
          queueBytes: 3 * queued('m1').bytes,
          queueBytesLimit: null,
          pressure: 0.3,
          overrides: 0,
          evictions: 0,
        },
      ],
      next: null,
      total: 1,
    });
  });

  it('has who is connected, who is remembered, and who has limits of its own, each once', async () => {
    const oldSessions = new MemoryOldSessions();
    oldSessions.rows = [old(1, 'nurse@localhost'), old(2, 'nurse@localhost'), old(3, 'romeo@localhost')];
    house = await House.build({ oldSessions });
    house.bind('x');
    house.bind('x', 'juliet@localhost');
    const limits = house.get<UserLimitsPort>(USER_LIMITS);
    await limits.set('tybalt@localhost', 'smacks_max_old_sessions', 3, 'admin');
    await limits.set('romeo@localhost', 'smacks_max_hibernated_sessions', null, 'admin');

    const users = ['juliet', 'nurse', 'romeo', 'tybalt'].map((name) => `${name}@localhost`);
    expect(await names()).toEqual(users);
    expect((await list({}, 'overrides>0')).items).toMatchObject([
      { user: 'romeo@localhost', connected: 1, old: 1, hibernatingLimit: null, overrides: 1 },
      { user: 'tybalt@localhost', connected: 0, old: 0, oldLimit: 3, overrides: 1 },
    ]);
    expect(await names({ sort: '-old', limit: 2 })).toEqual([users[1], users[2]]);
    expect(await names({}, 'user~ET', 'connected=1')).toEqual([users[0]]);
    const first = await list({ limit: 3 });
    expect(first).toMatchObject({ total: 4, items: [{}, {}, {}] });
    expect(await names({ limit: 3, after: first.next as string })).toEqual([users[3]]);
  });

  it('can be filtered and sorted by what queues hold, and by the limit that is nearest', async () => {
    house = await House.build({
      env: { SMACKS_MAX_QUEUE_STANZAS: '10', SMACKS_MAX_HIBERNATED_SESSIONS: '5' },
    });
    house.bindResumable('idle', 'juliet@localhost');
    const { session } = house.bindResumable('a');
    house.cut(session);
    for (const name of ['m1', 'm2', 'm3']) house.deliver(session, queued(name));
    expect(await names({}, 'unacked>0')).toEqual(['romeo@localhost']);
    expect(await names({}, `queueBytes=${3 * queued('m1').bytes}`)).toEqual(['romeo@localhost']);
    expect(await names({ sort: '-pressure' })).toEqual(['romeo@localhost', 'juliet@localhost']);
    expect(await names({}, 'nearest=0.3')).toEqual(['romeo@localhost']);
    expect(await names({}, 'nearest=0')).toEqual(['juliet@localhost']);
    await house
      .get<UserLimitsPort>(USER_LIMITS)
      .set('romeo@localhost', 'smacks_max_hibernated_sessions', 1, 'admin');
    expect(await names({}, 'nearest>=1')).toEqual(['romeo@localhost']);
  });

  it('counts the sessions of one alone', async () => {
    house = await House.build();
    house.bindResumable('a');
    house.cut(house.bindResumable('b').session);
    const counts = (user: string) => house.get(UserSearch).countsOf(user);
    expect(counts('romeo@localhost')).toEqual({ connected: 1, hibernating: 1 });
    expect(counts('juliet@localhost')).toEqual({ connected: 0, hibernating: 0 });
  });

  it('counts what limits pushed out, and what is remembered anew after five seconds', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '1' } });
    const [one, two] = [house.bindResumable('a').session, house.bindResumable('b').session];
    expect((await list()).items).toMatchObject([{ old: 0, evictions: 0, connected: 2 }]);
    house.cut(one);
    house.cut(two);
    await house.ended(one);
    expect((await list({}, 'hibernatingUse>=1')).items).toMatchObject([
      { old: 0, evictions: 1, hibernating: 1, connected: 0 },
    ]);
    house.clock.advance(5_000);
    expect((await list({}, 'evictions=1')).items).toMatchObject([{ old: 1 }]);
  });
});
