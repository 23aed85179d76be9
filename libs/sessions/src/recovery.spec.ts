import { afterEach, describe, expect, it } from 'vitest';
import { EventLog } from './event-log.js';
import { Recovery } from './recovery.js';
import type { Session } from './session.js';
import { SessionRunner } from './session-runner.js';
import { House } from './testing/house.js';
import { MemoryOldSessions } from './testing/memory-old-sessions.js';
import { RecordingJournal } from './testing/recording-journal.js';
import { recoveredFrom } from './testing/recovered.js';
import { queued } from './testing/stanzas.js';

const houses: House[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

async function build(options: Parameters<typeof House.build>[0] = {}): Promise<House> {
  const house = await House.build({ journal: new RecordingJournal(), ...options });
  houses.push(house);
  return house;
}

/** Another process on the same stores, `downtime` ms after the first one died. */
async function restarted(before: House, sessions: readonly Session[], downtime = 5_000) {
  const { oldSessions } = before;
  const recovered = recoveredFrom(sessions, before.clock.now());
  const house = await build({ oldSessions });
  house.clock.advance(before.clock.now() - house.clock.now() + downtime);
  const report = await house.get(Recovery).restore(recovered);
  return { house, report, recovered };
}

describe('after a restart', () => {
  it('a session that was connected is asleep, with all it had, and can be resumed once', async () => {
    const before = await build();
    const { session, connection, smId } = before.bindResumable('balcony');
    session.sm!.inbound.receive();
    session.priority = 5;
    session.carbons = session.interested = true;
    session.presence = queued('p', { kind: 'presence', type: '' });
    session.directed = new Set(['juliet@localhost']);
    for (const id of ['m1', 'm2', 'm3']) before.deliver(session, queued(id));
    connection.take(session, 2);

    const { house, report } = await restarted(before, [session]);
    expect(report).toEqual({ asleep: 1, ended: 0, downtime: 5_000 });
    const again = house.registry.find(session.id);
    expect(again).toMatchObject({
      fullJid: session.fullJid,
      priority: 5,
      carbons: true,
      interested: true,
      available: true,
      directed: session.directed,
      hibernation: { reason: 'server-restart', since: before.clock.now() },
    });
    expect(house.told('smacks-hibernation-start')).toHaveLength(1);
    // It is told when it began: with the crash, not with the start that learnt of it.
    expect(house.get(EventLog).recent(500)).toContainEqual(
      expect.objectContaining({
        kind: 'smacks-hibernation-start',
        at: before.clock.now(),
        reason: 'server-restart',
        detail: '3 unacknowledged, the server was away for 5 s',
      }),
    );

    const outcome = await house.resume(smId, '1');
    expect(outcome).toMatchObject({ kind: 'resumed', answer: expect.stringContaining("h='1'") });
    const [resumed] = house.told('smacks-resumed');
    expect(resumed).toMatchObject({ resent: 2, session: { id: session.id } });
  });

  it('a deadline is extended by the downtime, and by the next one as well', async () => {
    const before = await build();
    const { session, smId } = before.bindResumable('balcony');
    before.cut(session);
    before.pass(290_000);
    const first = await restarted(before, [session], 60_000);
    first.house.pass(5_000);
    const asleep = first.house.registry.find(session.id) as Session;
    const second = await restarted(first.house, [asleep], 60_000);
    second.house.pass(4_000);
    expect((await second.house.resume(smId, '0')).kind).toBe('resumed');
  });

  it('a deadline still comes', async () => {
    const before = await build();
    const { session, smId } = before.bindResumable('balcony');
    before.cut(session);
    before.pass(290_000);
    const { house } = await restarted(before, [session], 60_000);
    house.pass(11_000);
    await house.ended(house.registry.find(session.id) ?? ({ state: { phase: 'ended' } } as Session));
    expect((await house.resume(smId, '0')).answer).toContain("h='0'");
  });

  it('more than an hour later it is over, its h kept, its stanzas returned', async () => {
    const before = await build();
    const { session, smId } = before.bindResumable('balcony');
    session.sm!.inbound.receive();
    before.deliver(session, queued('m1'));
    const { house, report } = await restarted(before, [session], 3_600_001);
    expect(report).toMatchObject({ asleep: 0, ended: 1 });
    expect(house.told('session-ended')).toMatchObject([{ reason: 'expired', fates: { bounced: 1 } }]);
    expect((await house.resume(smId, '0')).answer).toContain("h='1'");
  });

  it('one that cannot come back is gone, and others hear of it; its stanzas meet their fates', async () => {
    const before = await build();
    const plain = before.bind('plain').session;
    plain.presence = queued('p', { kind: 'presence', type: '' });
    const managed = before.bind('managed');
    const { session } = managed;
    before.enable(session);
    before.deliver(session, queued('m1'));
    const { house, recovered } = await restarted(before, []);
    const records = recoveredFrom([plain, session], 0).sessions.map((record) =>
      record.sm === null ? record : { ...record, sm: { ...record.sm, smIdHash: null } },
    );
    await house.get(Recovery).restore({ ...recovered, sessions: records });
    expect(house.told('session-ended')).toMatchObject([
      { session: { resource: 'plain' }, reason: 'lost' },
      { session: { resource: 'managed' }, reason: 'lost', fates: { bounced: 1 } },
    ]);
    expect(house.registry.size).toBe(0);
  });

  it('an end that had begun goes on, with the reason and the time it had', async () => {
    const before = await build({ oldSessions: new MemoryOldSessions() });
    const { session, smId } = before.bindResumable('balcony');
    before.deliver(session, queued('m1'));
    before.oldSessions.gate = new Promise(() => undefined);
    void before.get(SessionRunner).end(session, 'killed');
    const endedAt = before.clock.now();
    const { recovered } = await restarted(await build(), [session]);
    const house = await build();
    house.clock.advance(9_000);
    await house.get(Recovery).restore(recovered);
    expect(house.told('session-ended')).toMatchObject([{ reason: 'killed', fates: { bounced: 1 } }]);
    expect(house.oldSessions.rows).toMatchObject([{ reason: 'killed', endedAt }]);
    expect((await house.resume(smId, '0')).kind).toBe('failed');
  });

  it('one that lived through damage ends, for what is known of it may not be all', async () => {
    const before = await build();
    const { session } = before.bindResumable('balcony');
    const { house, recovered } = await restarted(before, []);
    const [record] = recoveredFrom([session], before.clock.now()).sessions;
    const damage = [{ file: '1', offset: 64, bytes: 9, kind: 'corrupt' as const, detail: 'no checksum' }];
    await house.get(Recovery).restore({ ...recovered, damage, sessions: [{ ...record!, doubtful: true }] });
    expect(house.told('session-ended')).toMatchObject([{ reason: 'damaged', cause: 'journal' }]);
    expect(house.logger.at('error').join()).toContain('corrupt in 1 at 64');
  });

  it('a session whose account was disabled, removed or made anew meanwhile is over', async () => {
    const before = await build();
    const users = ['romeo@localhost', 'juliet@localhost', 'nurse@localhost'];
    const sessions = users.map((user) => before.bindResumable('phone', user).session);
    const { house, recovered } = await restarted(before, []);
    house.accounts.set('romeo@localhost', 0);
    house.accounts.set('juliet@localhost', null);
    house.accounts.set('nurse@localhost', before.clock.now() + 1);
    const back = recoveredFrom(sessions, before.clock.now());
    expect(await house.get(Recovery).restore({ ...recovered, ...back })).toMatchObject({
      asleep: 1,
      ended: 2,
    });
    expect(house.told('session-ended')).toMatchObject([
      { reason: 'killed', cause: 'operator', session: { bareJid: 'juliet@localhost' } },
      { reason: 'killed', session: { bareJid: 'nurse@localhost' } },
    ]);
  });

  it('nobody is evicted, however many come back', async () => {
    const before = await build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '1' } });
    const sessions = ['a', 'b', 'c'].map((resource) => before.bindResumable(resource).session);
    const { house } = await restarted(before, sessions);
    expect(house.registry.size).toBe(3);
  });

  it('copies of one stanza know of each other: when one has arrived the other one needs no fate', async () => {
    const before = await build();
    const [one, two] = [before.bindResumable('one'), before.bindResumable('two')];
    const stanza = queued('shared');
    before.deliver(one.session, stanza);
    before.deliver(two.session, stanza);
    const { house } = await restarted(before, [one.session, two.session]);
    await house.resume(one.smId, '1');
    house.pass(300_001);
    await house.ended(house.registry.find(two.session.id) ?? ({ state: { phase: 'ended' } } as Session));
    expect(house.told('session-ended')).toMatchObject([{ fates: { bounced: 0, dropped: 1 } }]);
  });

  it('what a replaced session left waits for the heir, which came back as well', async () => {
    const before = await build();
    const first = before.bindResumable('balcony');
    before.deliver(first.session, queued('m1'));
    const heir = before.bindResumable('balcony');
    await before.ended(first.session);
    const { house } = await restarted(before, [first.session, heir.session]);
    const back = house.registry.find(heir.session.id);
    expect(back?.inherited).toMatchObject([{ stanza: { xml: queued('m1').xml } }]);
    expect(back?.predecessor).toBeNull();
  });

  it('what two replaced sessions left one after another waits in that order', async () => {
    const before = await build();
    before.oldSessions.gate = new Promise(() => undefined);
    const first = before.bindResumable('balcony');
    before.deliver(first.session, queued('m1'));
    const second = before.bind('balcony');
    before.deliver(second.session, queued('m2'));
    const third = before.bindResumable('balcony');
    const { recovered } = await restarted(await build(), [first.session, second.session, third.session]);
    const house = await build();
    await house.get(Recovery).restore(recovered);
    const back = house.registry.find(third.session.id);
    expect(back?.inherited?.map(({ stanza }) => stanza.xml)).toEqual([queued('m1').xml, queued('m2').xml]);
    expect(back?.predecessor).toBeNull();
  });

  it('what was owed a fate because it did not fit meets it', async () => {
    const before = await build();
    const { session } = before.bindResumable('balcony');
    before.cut(session);
    const { recovered } = await restarted(before, []);
    const [record] = recoveredFrom([session], before.clock.now()).sessions;
    const house = await build();
    const { holders: _, ...stanza } = queued('m1');
    await house.get(Recovery).restore({ ...recovered, sessions: [{ ...record!, owed: [stanza] }] });
    expect(house.routing.bounced).toMatchObject([{ xml: queued('m1').xml }]);
    expect(house.registry.find(session.id)?.owed).toBeNull();
  });
});
