import { afterEach, describe, expect, it } from 'vitest';
import { Directory } from './directory.js';
import { EPOCH } from './testing/fake-clock.js';
import { House } from './testing/house.js';
import { RecordingConnection } from './testing/recording-connection.js';

let house: House;
afterEach(() => house.close());

async function asleep() {
  house = await House.build();
  const { session, smId } = house.bindResumable('balcony');
  house.cut(session);
  house.clock.advance(5_000);
  const view = () => house.get(Directory).find(session.id);
  return { session, smId, view };
}

describe('the last refused resumption of a session', () => {
  it('is none at first, and none for one that succeeds', async () => {
    const { smId, view } = await asleep();
    expect(view()?.lastResumeFailure).toBeNull();
    await house.resume(smId, '0');
    expect(view()).toMatchObject({ state: 'connected', lastResumeFailure: null });
  });

  it.each([
    ['7', 'romeo@localhost', 'h_too_high'],
    ['soon', 'romeo@localhost', 'h_malformed'],
    ['0', 'tybalt@localhost', 'other_user'],
  ])('h %s of %s: %s, seen by operators at once', async (h, user, reason) => {
    const { session, smId, view } = await asleep();
    const changed: string[] = [];
    house.get(Directory).onChange((id) => changed.push(id));
    await house.resume(smId, h, new RecordingConnection(), user);
    expect(view()?.lastResumeFailure).toEqual({ reason, at: EPOCH + 5_000 });
    expect(changed).toContain(session.id);
    // Still resumable, and the failure stays to be read.
    await house.resume(smId, '0');
    expect(view()).toMatchObject({ state: 'connected', lastResumeFailure: { reason } });
  });

  it('somebody else’s attempt is not told with the session: its owner did nothing', async () => {
    const { smId } = await asleep();
    await house.resume(smId, '0', new RecordingConnection(), 'tybalt@localhost');
    expect(house.told('smacks-resume-failed')).toMatchObject([{ user: 'tybalt@localhost', session: null }]);
  });
});
