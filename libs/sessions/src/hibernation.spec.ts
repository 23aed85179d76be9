import { afterEach, describe, expect, it } from 'vitest';
import { Acknowledgements } from './acknowledgements.js';
import { SessionEvents } from './session-events.js';
import { SessionRunner } from './session-runner.js';
import { EPOCH } from './testing/fake-clock.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

describe('hibernation', () => {
  it('begins when the connection is lost, told once and after it is true', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));

    house.cut(session);

    expect(session.state).toMatchObject({ phase: 'hibernating', since: 0, deadline: 300_000 });
    expect(session.connection).toBeNull();
    expect(session.hibernation).toMatchObject({ since: EPOCH, deadline: EPOCH + 300_000, queued: 0 });
    const [start, ...more] = house.told('smacks-hibernation-start');
    expect(more).toEqual([]);
    expect(start).toMatchObject({ session, queue: session.sm?.outbound, reason: 'connection-lost' });
  });

  it('is dated in whole milliseconds, now and when it is extended, though the monotonic clock has fractions', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.clock.advance(0.25);
    house.cut(session);
    expect(session.hibernation?.deadline).toBe(EPOCH + 300_000);
    house.clock.advance(1000.5);
    const { deadline } = session.state as { deadline: number };
    house.get(SessionRunner).post(session, { type: 'extend', deadline: deadline + 9.75 });
    expect(session.hibernation?.deadline).toBe(EPOCH + 300_010);
  });

  it('sees the state it announces', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    const phases: string[] = [];
    house.get(SessionEvents).on('smacks-hibernation-start', ({ session: s }) => phases.push(s.state.phase));
    house.get(SessionEvents).on('session-ended', ({ session: s }) => phases.push(s.state.phase));

    house.cut(session);
    house.pass(300_000);
    await house.ended(session);

    expect(phases).toEqual(['hibernating', 'ended']);
  });

  it('ends at its deadline, not a tick early, and once', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.cut(session);

    house.pass(299_999);
    expect(session.state.phase).toBe('hibernating');
    house.pass(1);
    expect(session.state.phase).toBe('ending');
    await house.ended(session);
    house.pass(600_000);

    expect(house.told('smacks-hibernation-end')).toEqual([
      { session, outcome: 'expired', duration: 300_000 },
    ]);
    expect(house.told('session-ended')).toHaveLength(1);
    expect(house.counters.expiries).toBe(1);
    expect(house.oldSessions.rows).toMatchObject([
      { sessionId: session.id, bareJid: 'romeo@localhost', resource: 'balcony', h: 0, reason: 'expired' },
    ]);
  });

  it('counts from the last loss of the connection, whatever the wheel was booked for before', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.cut(session);
    house.pass(200_000);
    await house.resume(smId, '0');
    house.cut(session);

    house.pass(299_999);
    expect(session.state.phase).toBe('hibernating');
    house.pass(1);
    await house.ended(session);
  });

  it('R8: lasts as long as the client was granted', async () => {
    house = await House.build();
    const { session, answer } = house.bindResumable('balcony', undefined, 20);
    expect(answer).toContain("max='20'");
    house.cut(session);

    house.pass(19_999);
    expect(session.state.phase).toBe('hibernating');
    house.pass(1);
    await house.ended(session);
  });

  it('does not come to a session without resumption: that one ends, and no h is kept', async () => {
    house = await House.build();
    const { session } = house.bind('balcony');
    house.cut(session);

    expect(session.state).toEqual({ phase: 'ended', reason: 'lost' });
    expect(house.told('smacks-hibernation-start')).toEqual([]);
    expect(house.registry.size).toBe(0);
    expect(house.oldSessions.rows).toEqual([]);
  });

  it('tells of every stanza queued meanwhile', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.deliver(session, queued('awake'));
    house.cut(session);
    const stanza = queued('asleep');
    house.deliver(session, stanza);

    expect(house.told('smacks-hibernation-stanza-queued')).toEqual([{ session, stanza }]);
    expect(session.hibernation?.queued).toBe(1);
  });

  it('gives every unacknowledged stanza one fate at its end', async () => {
    house = await House.build();
    const { session, connection } = house.bindResumable('balcony');
    const [acked, sent, unsent] = [queued('acked'), queued('sent'), queued('unsent')];
    for (const stanza of [acked, sent, unsent]) house.deliver(session, stanza);
    connection.take(session, 2);
    house.get(Acknowledgements).receive(session, '1');
    house.cut(session);
    house.pass(300_000);
    await house.ended(session);

    expect(house.routing.bounced).toEqual([sent, unsent]);
    expect(house.told('delivery-failure').map(({ stanza }) => stanza)).toEqual([sent, unsent]);
    expect(house.told('session-ended')).toMatchObject([
      { reason: 'expired', fates: { bounced: 2, stored: 0, rerouted: 0, dropped: 0 } },
    ]);
  });
});

describe('a store that fails', () => {
  it('leaves no ghost: the session ends all the same, and the fault is logged', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    house.oldSessions.broken = true;
    house.cut(session);
    house.pass(300_000);
    await house.ended(session);

    expect(house.registry.size).toBe(0);
    expect(house.routing.bounced).toHaveLength(1);
    expect(house.logger.at('error')).toEqual([
      'the h of 1 ended sessions could not be stored: Error: disk I/O error',
    ]);
  });

  it('is outlived by the end even when routing fails as well', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    const [first, second] = [queued('m1'), queued('m2')];
    house.deliver(session, first);
    house.deliver(session, second);
    const { bounced } = house.routing;
    house.routing.bounce = (stanza) => {
      if (stanza === first) throw new Error('unreadable');
      bounced.push(stanza);
    };
    house.cut(session);
    house.pass(300_000);
    await house.ended(session);

    expect(house.registry.size).toBe(0);
    expect(bounced).toEqual([second]);
    expect(house.logger.at('error').join()).toContain('met no fate: Error: unreadable');
  });
});
