import { afterEach, describe, expect, it } from 'vitest';
import { EventLog } from './event-log.js';
import { SessionRunner } from './session-runner.js';
import { House } from './testing/house.js';
import { RecordingConnection } from './testing/recording-connection.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

describe('a refused <resume/>', () => {
  it('R23: is bad-request without previd or without h, and touches nothing', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.cut(session);
    const before = session.state;

    for (const [previd, h] of [
      [undefined, '0'],
      ['', '0'],
      [smId, undefined],
    ] as const) {
      const outcome = await house.resume(previd, h);
      expect(outcome).toMatchObject({ kind: 'failed', failure: 'bad_request' });
      expect(outcome.answer).toBe(
        "<failed xmlns='urn:xmpp:sm:3'><bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>",
      );
    }
    expect(session.state).toBe(before);
  });

  it('R28: is item-not-found without h for an id nobody ever had', async () => {
    house = await House.build();
    const outcome = await house.resume('unheard-of', '0');

    expect(outcome).toMatchObject({ kind: 'failed', failure: 'item_not_found' });
    expect(outcome.answer).toBe(
      "<failed xmlns='urn:xmpp:sm:3'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>",
    );
  });

  it('R26: is item-not-found for a session of another account, which stays resumable', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.cut(session);
    const before = session.state;
    const thief = new RecordingConnection();

    const outcome = await house.resume(smId, '0', thief, 'tybalt@localhost');

    expect(outcome).toMatchObject({ kind: 'failed', failure: 'other_user' });
    expect(outcome.answer).toContain('<item-not-found ');
    expect(outcome.answer).not.toContain('h=');
    expect(session.state).toBe(before);
    expect(session.connection).toBeNull();
    expect((await house.resume(smId, '0')).kind).toBe('resumed');
  });

  it('R26: tells another account nothing of an ended session either', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.cut(session);
    house.pass(300_000);
    await house.ended(session);

    const outcome = await house.resume(smId, '0', undefined, 'tybalt@localhost');
    expect(outcome).toMatchObject({ failure: 'other_user' });
    expect(outcome.answer).not.toContain('h=');
  });

  it('R29: is item-not-found with h for one that has ended, every time it is asked', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    for (let i = 0; i < 3; i++) session.sm?.inbound.receive();
    house.cut(session);
    house.pass(300_000);
    await house.ended(session);

    for (let round = 0; round < 2; round++) {
      const outcome = await house.resume(smId, '0');
      expect(outcome).toMatchObject({ failure: 'expired' });
      expect(outcome.answer).toMatch(/^<failed xmlns='urn:xmpp:sm:3' h='3'><item-not-found /);
    }
  });

  it('R39: is item-not-found without h after a clean close', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.get(SessionRunner).post(session, { type: 'stream-closed' });

    const outcome = await house.resume(smId, '0');
    expect(outcome).toMatchObject({ failure: 'item_not_found' });
    expect(outcome.answer).not.toContain('h=');
  });

  it('fault 1: a wrong h leaves the session asleep with its timer running, and resumable (R38)', async () => {
    house = await House.build();
    const { session, connection, smId } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    connection.take(session);
    house.cut(session);
    house.pass(100_000);

    const outcome = await house.resume(smId, '2');
    expect(outcome).toMatchObject({ kind: 'failed', failure: 'h_too_high' });
    expect(outcome.answer).toContain(
      "<handled-count-too-high xmlns='urn:xmpp:sm:3' h='2' send-count='1'/></failed>",
    );
    expect(session.state).toMatchObject({ phase: 'hibernating', deadline: 300_000 });
    expect(session.sm?.outbound.length).toBe(1);
    expect((await house.resume(smId, '1')).kind).toBe('resumed');
    house.cut(session);
    await house.resume(smId, '9');
    house.pass(300_000);
    await house.ended(session);
  });

  it.each(['-1', '4294967296', 'many', '1.5'])('R38: h=%s is no h', async (h) => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.cut(session);
    const before = session.state;

    const outcome = await house.resume(smId, h);
    expect(outcome).toMatchObject({ kind: 'failed', failure: 'h_malformed' });
    expect(outcome.answer).toContain('<handled-count-too-high ');
    expect(session.state).toBe(before);
  });

  it('fault 17: is told to operators with its reason, and counted', async () => {
    house = await House.build();
    await house.resume('unheard-of', '0');
    await house.resume(undefined, '0');

    expect(house.told('smacks-resume-failed')).toEqual([
      { user: 'romeo@localhost', reason: 'item_not_found', session: null },
      { user: 'romeo@localhost', reason: 'bad_request', session: null },
    ]);
    expect(house.counters.resumeFailures).toBe(2);
  });

  it('fault 17: is told to operators with the end its session came to, asked while or after it is stored', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.cut(session);
    void house.get(SessionRunner).end(session, 'evicted');
    await house.resume(smId, '0');
    await house.resume(smId, '0');

    expect(house.get(EventLog).recent(2)).toMatchObject(
      [1, 2].map(() => ({
        kind: 'smacks-resume-failed',
        sessionId: session.id,
        resource: 'balcony',
        reason: 'expired',
        detail: 'the session had ended: evicted',
      })),
    );
  });

  it('is an error of ours when the store cannot be asked', async () => {
    house = await House.build();
    house.oldSessions.broken = true;
    const outcome = await house.resume('unheard-of', '0');

    expect(outcome.answer).toContain('<internal-server-error ');
    expect(house.logger.at('error')).toEqual([
      'an old session could not be looked up: Error: disk I/O error',
    ]);
  });
});

describe('R48: a <resume/> at the deadline', () => {
  it('wins when it is first: nothing expires', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    house.cut(session);
    house.pass(299_999);
    house.clock.advance(1);

    const outcome = house.resume(smId, '0');
    house.pass(1);

    expect((await outcome).kind).toBe('resumed');
    expect(session.sm?.outbound.length).toBe(1);
    expect(house.told('session-ended')).toEqual([]);
  });

  it('loses when the timer is first: it waits for the stored h and is answered with it', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    session.sm?.inbound.receive();
    let open = (): void => undefined;
    house.oldSessions.gate = new Promise((resolve) => {
      open = resolve;
    });
    house.cut(session);
    house.pass(300_000);
    let answered = false;
    const outcome = house.resume(smId, '0').finally(() => {
      answered = true;
    });
    while (house.oldSessions.batches.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect([answered, house.oldSessions.rows.length]).toEqual([false, 0]);
    open();

    expect((await outcome).answer).toMatch(/^<failed xmlns='urn:xmpp:sm:3' h='1'><item-not-found /);
    expect(house.oldSessions.rows).toMatchObject([{ h: 1 }]);
    expect(house.told('smacks-hibernation-end')).toMatchObject([{ outcome: 'expired' }]);
    expect(house.told('smacks-resume-failed')).toMatchObject([{ reason: 'expired', session }]);
  });
});
