import { afterEach, describe, expect, it } from 'vitest';
import { USER_LIMITS, type UserLimitsPort, VersionConflict } from '#ports';
import { EPOCH } from './testing/fake-clock.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';
import { UserLimits } from './user-limits.js';

let house: House;
afterEach(() => house.close());

const ROMEO = 'romeo@localhost';
const port = () => house.get<UserLimitsPort>(USER_LIMITS);
const granted = () => /max='(\d+)'/.exec(house.bindResumable('r').answer)?.[1];

describe('limits per user', () => {
  it('are one shared object where nobody was given others', async () => {
    house = await House.build();
    const limits = house.get(UserLimits);
    expect(limits.of(ROMEO)).toBe(limits.of('juliet@localhost'));
    expect(Object.isFrozen(limits.of(ROMEO))).toBe(true);
  });

  it('are overridden for one user, and say by whom and when', async () => {
    house = await House.build();
    await port().set(ROMEO, 'smacks_max_queue_stanzas', 50, 'admin');

    expect(house.get(UserLimits).of(ROMEO).maxQueueStanzas).toBe(50);
    expect(house.get(UserLimits).of('juliet@localhost').maxQueueStanzas).toBe(2000);
    const { limits } = await port().view(ROMEO);
    expect(limits.find(({ name }) => name === 'smacks_max_queue_stanzas')).toEqual({
      name: 'smacks_max_queue_stanzas',
      default: 2000,
      override: { value: 50, setBy: 'admin', setAt: EPOCH },
      effective: 50,
      current: null,
    });
  });

  it('are in the unit of the option: seconds outside, milliseconds inside', async () => {
    house = await House.build();
    const change = await port().set(ROMEO, 'smacks_hibernation_time', 20, 'admin');
    expect(house.get(UserLimits).of(ROMEO).hibernationTime).toBe(20_000);
    expect(change.limits.limits.find(({ name }) => name === 'smacks_hibernation_time')?.effective).toBe(20);
    expect(granted()).toBe('20');
  });

  it('raise the cap with a longer hibernation time: what an operator grants is not cut in silence', async () => {
    house = await House.build();
    await port().set(ROMEO, 'smacks_hibernation_time', 900, 'admin');
    expect(granted()).toBe('900');
    await port().set(ROMEO, 'smacks_max_hibernation_time', 600, 'admin');
    expect(granted()).toBe('600');
  });

  it('can be unlimited where that makes sense', async () => {
    house = await House.build();
    await port().set(ROMEO, 'smacks_max_queue_bytes', null, 'admin');
    expect(house.get(UserLimits).of(ROMEO).maxQueueBytes).toBeNull();
    await expect(port().set(ROMEO, 'smacks_hibernation_time', null, 'admin')).rejects.toThrow(
      new RangeError('smacks_hibernation_time cannot be unlimited'),
    );
  });

  it.each([-1, 1.5, 10_001])('refuse %d in a sentence, and nothing is stored', async (value) => {
    house = await House.build();
    await expect(port().set(ROMEO, 'smacks_max_old_sessions', value, 'admin')).rejects.toThrow(
      'smacks_max_old_sessions must be a whole number from 0 to 10000, or unlimited',
    );
    expect(house.limitStore.overrides.size).toBe(0);
  });

  it('go back to the default when cleared', async () => {
    house = await House.build();
    const limits = house.get(UserLimits);
    await port().set(ROMEO, 'smacks_max_queue_stanzas', 50, 'admin');
    await port().set(ROMEO, 'smacks_max_old_sessions', 1, 'admin');
    await port().clear(ROMEO, 'smacks_max_queue_stanzas', 'admin');
    expect(limits.of(ROMEO)).toMatchObject({ maxQueueStanzas: 2000, maxOldSessions: 1 });
    await port().clear(ROMEO, 'smacks_max_old_sessions', 'admin');
    expect(limits.of(ROMEO)).toBe(limits.of('juliet@localhost'));
  });

  it('survive a restart', async () => {
    house = await House.build();
    await port().set(ROMEO, 'smacks_max_queue_stanzas', 50, 'admin');
    const { limitStore } = house;
    await house.close();

    house = await House.build({ limits: limitStore });
    expect(house.get(UserLimits).of(ROMEO).maxQueueStanzas).toBe(50);
  });

  it('hold for sessions that are there already', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    await port().set(ROMEO, 'smacks_max_queue_stanzas', 50, 'admin');
    expect(session.limits.maxQueueStanzas).toBe(50);
  });

  it('forget old sessions at once when lowered', async () => {
    house = await House.build();
    for (const resource of ['a', 'b']) {
      const { session } = house.bindResumable(resource);
      house.cut(session);
      house.pass(300_000);
      await house.ended(session);
    }
    await port().set(ROMEO, 'smacks_max_old_sessions', 1, 'admin');
    expect(house.oldSessions.rows.map(({ resource }) => resource)).toEqual(['b']);
  });
});

describe('a version of the limits of a user', () => {
  it('is another one after each change, and one user’s own', async () => {
    house = await House.build();
    const version = async (user = ROMEO) => (await port().view(user)).version;
    const [first, other] = [await version(), await version('juliet@localhost')];
    const set = await port().set(ROMEO, 'smacks_max_queue_stanzas', 50, 'admin', first);
    expect(set.limits.version).not.toBe(first);
    expect(await version()).toBe(set.limits.version);
    expect(await version('juliet@localhost')).toBe(other);
  });

  it('lets one of two who saw the same through, also when both come at once', async () => {
    house = await House.build();
    const { version } = await port().view(ROMEO);
    const both = await Promise.allSettled([
      port().set(ROMEO, 'smacks_max_queue_stanzas', 50, 'a', version),
      port().clear(ROMEO, 'smacks_max_old_sessions', 'b', version),
      port().set(ROMEO, 'smacks_max_queue_stanzas', 60, 'c', version),
    ]);
    // Clearing what is not set changes nothing.
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(both[2]).toMatchObject({ reason: expect.any(VersionConflict) as VersionConflict });
    expect(house.get(UserLimits).of(ROMEO).maxQueueStanzas).toBe(50);
  });
});

describe('a preview of a limit', () => {
  it('names who would be evicted, longest asleep first, and evicts nobody', async () => {
    house = await House.build();
    const sleepers = ['a', 'b', 'c'].map((resource) => house.bindResumable(resource).session);
    for (const session of sleepers) {
      house.cut(session);
      house.clock.advance(1000);
    }
    const preview = await port().preview(ROMEO, 'smacks_max_hibernated_sessions', 1);
    expect(preview.evicted).toEqual(sleepers.slice(0, 2).map(({ id }) => id));
    expect(sleepers.every(({ state }) => state.phase === 'hibernating')).toBe(true);
    const { evicted } = await port().set(ROMEO, 'smacks_max_hibernated_sessions', 1, 'admin');
    expect(evicted).toEqual(preview.evicted);
    expect((await port().preview(ROMEO, 'smacks_max_hibernated_sessions', undefined)).value).toBe(10);
  });

  it('names queues that would be over, and counts old sessions that would go', async () => {
    house = await House.build();
    const old = house.bindResumable('old').session;
    house.cut(old);
    house.pass(300_000);
    await house.ended(old);
    const { session } = house.bindResumable('balcony');
    house.clock.advance(60_001);
    for (let i = 0; i < 11; i++) house.deliver(session, queued(`${i}`));
    expect(await port().preview(ROMEO, 'smacks_max_queue_stanzas', 10)).toMatchObject({
      overflowing: [session.id],
      forgotten: 0,
    });
    expect((await port().preview(ROMEO, 'smacks_max_queue_stanzas', 11)).overflowing).toEqual([]);
    expect((await port().preview(ROMEO, 'smacks_max_old_sessions', 0)).forgotten).toBe(1);
    await expect(port().preview(ROMEO, 'smacks_max_old_sessions', -1)).rejects.toThrow(RangeError);
  });
});
