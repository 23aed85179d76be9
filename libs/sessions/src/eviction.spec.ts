import { afterEach, describe, expect, it } from 'vitest';
import { USER_LIMITS, type UserLimitsPort } from '#ports';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

/** Sessions that fall asleep one second after the other. */
function asleep(...resources: string[]) {
  return resources.map((resource) => {
    const bound = house.bindResumable(resource);
    house.cut(bound.session);
    house.pass(1_000);
    return bound;
  });
}

const phases = (bound: ReturnType<typeof asleep>) => bound.map(({ session }) => session.state.phase);

describe('smacks_max_hibernated_sessions', () => {
  it('evicts the one longest asleep when one more falls asleep, keeps its h and says why', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '2' } });
    const [first, second, third] = asleep('a', 'b', 'c');
    await house.ended(first!.session);

    expect(phases([second!, third!])).toEqual(['hibernating', 'hibernating']);
    expect(house.told('smacks-hibernation-end')).toMatchObject([
      { session: first!.session, outcome: 'evicted' },
    ]);
    expect(house.oldSessions.rows).toMatchObject([{ sessionId: first!.session.id, reason: 'evicted' }]);
    expect(Object.fromEntries(house.counters.evictionsByReason)).toEqual({
      smacks_max_hibernated_sessions: 1,
    });
  });

  it('goes by how long they have been asleep, not by when they were opened', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '2' } });
    const [old, young] = [house.bindResumable('old'), house.bindResumable('young')];
    house.cut(young.session);
    house.pass(1_000);
    house.cut(old.session);
    house.pass(1_000);
    asleep('newest');
    await house.ended(young.session);

    expect(old.session.state.phase).toBe('hibernating');
  });

  it('counts each user alone, and connected sessions not at all', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '1' } });
    const [own] = asleep('a');
    house.bindResumable('connected');
    house.cut(house.bindResumable('b', 'juliet@localhost').session);

    expect(phases([own!])).toEqual(['hibernating']);
  });

  it('settles the queue of the evicted as at expiry', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '1' } });
    const { session } = house.bindResumable('a');
    house.deliver(session, queued('m1'));
    house.cut(session);
    house.pass(1_000);
    asleep('b');
    await house.ended(session);

    expect(house.routing.bounced.map(({ xml }) => xml)).toEqual([queued('m1').xml]);
  });

  it('acts at once when it is lowered at run time, longest asleep first', async () => {
    house = await House.build();
    const sessions = asleep('a', 'b', 'c');
    const limits = house.get<UserLimitsPort>(USER_LIMITS);

    const change = await limits.set('romeo@localhost', 'smacks_max_hibernated_sessions', 1, 'admin');

    expect(change.evicted).toEqual(sessions.slice(0, 2).map(({ session }) => session.id));
    expect(phases(sessions)).toEqual(['ended', 'ended', 'hibernating']);
    expect(change.limits.limits.find(({ name }) => name === 'smacks_max_hibernated_sessions')).toMatchObject({
      default: 10,
      effective: 1,
      current: 1,
    });
  });

  it('0 grants stream management without resumption', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '0' } });
    const { session, answer } = house.bindResumable('a');

    expect(answer).toBe("<enabled xmlns='urn:xmpp:sm:3'/>");
    house.cut(session);
    expect(session.state.phase).toBe('ended');
  });

  it('R27: 0 refuses every <resume/> with feature-not-implemented', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '0' } });
    const outcome = await house.resume('whatever', '0');

    expect(outcome).toMatchObject({ kind: 'failed', failure: 'disabled' });
    expect(outcome.answer).toContain('<feature-not-implemented ');
  });

  it('null is no limit', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: 'none' } });
    const sessions = asleep(...Array.from({ length: 12 }, (_, i) => `r${i}`));

    expect(new Set(phases(sessions))).toEqual(new Set(['hibernating']));
  });
});
