import { afterEach, describe, expect, it } from 'vitest';
import { SESSION_STEERING, type SessionSteering } from '#ports';
import type { H } from '#stream-management';
import { Acknowledgements } from './acknowledgements.js';
import { Directory } from './directory.js';
import { House } from './testing/house.js';
import { RecordingJournal } from './testing/recording-journal.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

const steering = () => house.get<SessionSteering>(SESSION_STEERING);

describe('disconnect', () => {
  it('closes the connection with a final <a/> and no stream error; the session sleeps', async () => {
    house = await House.build();
    const { session, connection } = house.bindResumable('balcony');
    expect(await steering().disconnect(session.id, 'admin', 'moving house')).toBe('done');
    expect(connection.errors).toEqual([]);
    expect(connection.hungUp).toEqual(["<a xmlns='urn:xmpp:sm:3' h='0'/>"]);
    expect(session.hibernation?.reason).toBe('operator');
    expect(house.told('operator-action')).toMatchObject([
      { session, action: 'disconnect', by: 'admin', reason: 'moving house' },
    ]);
  });

  it('is refused where the session would end or has no connection', async () => {
    house = await House.build();
    const plain = house.bind('plain');
    expect(await steering().disconnect(plain.session.id, 'admin', 'x')).toBe('wrong-state');
    expect(plain.connection.hungUp).toEqual([]);
    const { session } = house.bindResumable('balcony');
    house.cut(session);
    expect(await steering().disconnect(session.id, 'admin', 'x')).toBe('wrong-state');
    expect(await steering().disconnect('nobody', 'admin', 'x')).toBe('not-found');
    expect(house.told('operator-action')).toEqual([]);
  });

  it('is refused where resumption was not granted', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '0' } });
    const { session } = house.bindResumable('balcony');
    expect(await steering().disconnect(session.id, 'admin', 'x')).toBe('wrong-state');
    expect(session.state.phase).toBe('live');
  });
});

describe('extend', () => {
  const asleep = async (env: Record<string, string>, journal?: RecordingJournal) => {
    house = await House.build({ env, ...(journal && { journal }) });
    const { session } = house.bindResumable('balcony');
    house.cut(session);
    return session;
  };

  it('moves the deadline on; the session outlives the old one and ends at the new', async () => {
    const session = await asleep({ SMACKS_HIBERNATION_TIME: '100', SMACKS_MAX_HIBERNATION_TIME: '1000' });
    const before = session.hibernation?.deadline ?? 0;
    const result = await steering().extend(session.id, 'admin', 'on a train', 50_000, false);
    expect(result).toEqual({ deadline: before + 50_000, capped: false });
    expect(house.get(Directory).find(session.id)?.deadline).toBe(before + 50_000);
    house.pass(149_000);
    expect(session.state.phase).toBe('hibernating');
    house.pass(2_000);
    await house.ended(session);
    expect(house.oldSessions.rows).toMatchObject([{ reason: 'expired' }]);
  });

  it('moves it by just what was asked for, whenever the two clocks are read', async () => {
    const session = await asleep({ SMACKS_HIBERNATION_TIME: '100' });
    const before = session.hibernation?.deadline ?? 0;
    // As if the process were held up between a look at the one and a look at the other.
    const { monotonic } = house.clock;
    house.clock.monotonic = () => {
      house.clock.advance(0.8);
      return monotonic.call(house.clock);
    };
    const result = await steering().extend(session.id, 'admin', 'on a train', 3_600_000, true);
    expect(result).toEqual({ deadline: before + 3_600_000, capped: false });
  });

  it('goes no further than the cap from now, unless that is said', async () => {
    const session = await asleep({ SMACKS_HIBERNATION_TIME: '100' });
    const before = session.hibernation?.deadline ?? 0;
    house.pass(40_000);
    const capped = { deadline: before + 40_000, capped: true };
    expect(await steering().extend(session.id, 'admin', 'x', 3_600_000, false)).toEqual(capped);
    expect(await steering().extend(session.id, 'admin', 'x', 3_600_000, true)).toEqual({
      deadline: before + 40_000 + 3_600_000,
      capped: false,
    });
    const aWeek = house.clock.now() + 7 * 24 * 3_600_000;
    expect(await steering().extend(session.id, 'admin', 'x', 8 * 24 * 3_600_000, true)).toEqual({
      deadline: aWeek,
      capped: true,
    });
    // Never back: the cap is less than what was granted by now.
    expect(await steering().extend(session.id, 'admin', 'x', 1000, false)).toEqual({
      deadline: aWeek,
      capped: true,
    });
  });

  it('is in the journal before it is answered', async () => {
    const journal = new RecordingJournal();
    const session = await asleep({ SMACKS_MAX_HIBERNATION_TIME: '1000' }, journal);
    await steering().extend(session.id, 'admin', 'x', 5000, false);
    const told = journal.entries.filter(({ kind }) => kind === 'hibernating');
    expect(told.at(-1)).toMatchObject({ hibernation: { deadline: session.hibernation?.deadline } });
    expect(told).toHaveLength(2);
  });

  it('is for sleepers only', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    expect(await steering().extend(session.id, 'admin', 'x', 1000, false)).toBe('wrong-state');
    expect(await steering().extend('nobody', 'admin', 'x', 1000, false)).toBe('not-found');
  });
});

describe('request-ack', () => {
  it('sends <r/> at once, also when nothing is unacknowledged, and its time runs', async () => {
    house = await House.build();
    const { session, connection } = house.bindResumable('balcony');
    expect(await steering().requestAck(session.id, 'admin', 'is it there?', 0)).toEqual({
      rtt: null,
      unacked: 0,
    });
    expect(connection.sent).toEqual(["<r xmlns='urn:xmpp:sm:3'/>"]);
    house.pass(91_000);
    expect(session.hibernation?.reason).toBe('ack-timeout');
  });

  it('asked again, it does not put off the timeout of the first', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    await steering().requestAck(session.id, 'admin', 'x', 0);
    house.pass(60_000);
    await steering().requestAck(session.id, 'admin', 'x', 0);
    house.pass(31_000);
    expect(session.hibernation?.reason).toBe('ack-timeout');
  });

  it('waits for the answer where that is wanted', async () => {
    house = await House.build();
    const { session, connection } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    connection.take(session);
    const asked = steering().requestAck(session.id, 'admin', 'x', 5000);
    house.clock.advance(120);
    house.get(Acknowledgements).receive(session, '1');
    expect(await asked).toEqual({ rtt: 120, unacked: 0 });
  });

  it('stops waiting when the connection is lost', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    const asked = steering().requestAck(session.id, 'admin', 'x', 25_000);
    house.cut(session);
    expect(await asked).toEqual({ rtt: null, unacked: 0 });
  });

  it('needs a connection and stream management', async () => {
    house = await House.build();
    const { session } = house.bind('plain');
    expect(await steering().requestAck(session.id, 'admin', 'x', 0)).toBe('wrong-state');
    const asleep = house.bindResumable('balcony').session;
    house.cut(asleep);
    expect(await steering().requestAck(asleep.id, 'admin', 'x', 0)).toBe('wrong-state');
    expect(await steering().requestAck('nobody', 'admin', 'x', 0)).toBe('not-found');
  });
});

describe('forgetting old sessions', () => {
  it('forgets one, or all of a user, and tells of it', async () => {
    house = await House.build();
    for (const [resource, user] of [
      ['a', 'romeo'],
      ['b', 'romeo'],
      ['c', 'romeo'],
      ['d', 'nurse'],
    ] as const) {
      const { session } = house.bindResumable(resource, `${user}@localhost`);
      house.cut(session);
      house.pass(300_000);
      await house.ended(session);
    }
    const [first] = house.oldSessions.rows;
    expect(await steering().forgetOld(first?.sessionId ?? '', 'admin', 'tidy')).toBe(true);
    expect(await steering().forgetOld(first?.sessionId ?? '', 'admin', 'tidy')).toBe(false);
    expect(await steering().forgetOldOf('romeo@localhost', 'admin', 'tidy')).toBe(2);
    expect(house.oldSessions.rows.map(({ resource }) => resource)).toEqual(['d']);
    expect(house.get(Directory).recentEvents(2)).toMatchObject([
      { kind: 'operator-action', reason: 'forget', sessionId: first?.sessionId, detail: 'admin: tidy' },
      { kind: 'operator-action', reason: 'forget', user: 'romeo@localhost', sessionId: null },
    ]);
  });
});

describe('the queue of a session', () => {
  it('is listed by count, oldest first, in pages that outlive acknowledgements', async () => {
    house = await House.build();
    const { session, connection } = house.bindResumable('balcony');
    for (let i = 1; i <= 5; i++) house.deliver(session, queued(`m${i}`));
    connection.take(session, 2);
    house.clock.advance(7000);
    const page = steering().queue(session.id, undefined, 2);
    expect(page).toMatchObject({
      items: [
        { n: 1, kind: 'message', type: 'chat', age: 7000, sent: true },
        { n: 2, sent: true },
      ],
      next: '2',
      total: 5,
    });
    expect(JSON.stringify(page)).not.toContain('<');
    session.sm?.outbound.acknowledge(1 as H);
    expect(steering().queue(session.id, 2, 2)).toMatchObject({
      items: [{ n: 3 }, { n: 4 }],
      next: '4',
      total: 4,
    });
    expect(steering().queue(session.id, 4, 2)).toMatchObject({ items: [{ n: 5, sent: false }], next: null });
    // What was acknowledged meanwhile cannot be gone on behind.
    session.sm?.outbound.acknowledge(2 as H);
    expect(steering().queue(session.id, 1, 1)).toMatchObject({ items: [{ n: 3 }] });
    expect(steering().queue('nobody', undefined, 1)).toBeUndefined();
  });

  it('shows one stanza by its count', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    house.deliver(session, queued('m2'));
    expect(steering().stanza(session.id, 2)?.xml).toContain("id='m2'");
    for (const n of [0, 3]) expect(steering().stanza(session.id, n)).toBeUndefined();
  });

  it('is empty without stream management', async () => {
    house = await House.build();
    const { session } = house.bind('plain');
    expect(steering().queue(session.id, undefined, 9)).toEqual({ items: [], next: null, total: 0 });
    expect(steering().stanza(session.id, 1)).toBeUndefined();
  });
});
