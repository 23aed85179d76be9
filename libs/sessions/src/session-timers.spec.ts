import { afterEach, describe, expect, it } from 'vitest';
import { Acknowledgements } from './acknowledgements.js';
import { SessionTimers } from './session-timers.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

/** A session whose one stanza is written and whose `<r/>` goes out now. */
function asked() {
  const bound = house.bindResumable('balcony');
  house.deliver(bound.session, queued('m1'));
  bound.connection.take(bound.session);
  ask(bound.session);
  return bound;
}

function ask(session: ReturnType<typeof asked>['session']): void {
  const now = house.clock.monotonic();
  session.sm?.policy.asks(session.sm.outbound.sendCount);
  session.sm?.policy.asked(now);
  house.get(SessionTimers).asked(session, now);
}

describe('an <r/> left unanswered', () => {
  it('raises smacks-ack-delayed once, after smacks_max_ack_delay', async () => {
    house = await House.build();
    const { session } = asked();
    house.pass(59_999);
    expect(house.told('smacks-ack-delayed')).toEqual([]);
    house.pass(1);
    house.pass(20_000);

    expect(house.told('smacks-ack-delayed')).toMatchObject([
      { session, queue: session.sm?.outbound, delay: 60_000 },
    ]);
  });

  it('raises it again for the next <r/>', async () => {
    house = await House.build();
    const { session, connection } = asked();
    house.pass(60_000);
    house.get(Acknowledgements).receive(session, '1');
    house.deliver(session, queued('m2'));
    connection.take(session);
    ask(session);
    house.pass(60_000);

    expect(house.told('smacks-ack-delayed')).toHaveLength(2);
  });

  it('never raises it when the delay is 0, and times out all the same', async () => {
    house = await House.build({ env: { SMACKS_MAX_ACK_DELAY: '0' } });
    const { session } = asked();
    house.pass(90_000);

    expect(house.told('smacks-ack-delayed')).toEqual([]);
    expect(session.state.phase).toBe('hibernating');
  });

  it('ends the connection after smacks_ack_timeout; the session hibernates', async () => {
    house = await House.build();
    const { session, connection } = asked();
    house.pass(89_999);
    expect(session.state.phase).toBe('live');
    house.pass(1);

    expect(session.state).toMatchObject({ phase: 'hibernating', reason: 'ack-timeout', deadline: 390_000 });
    expect(connection.conditions).toEqual(['connection-timeout']);
    expect(house.counters.ackTimeouts).toBe(1);
  });

  it('is forgiven once an <a/> comes, whatever it acknowledges', async () => {
    house = await House.build();
    const { session } = asked();
    house.pass(50_000);
    house.get(Acknowledgements).receive(session, '0');
    house.pass(600_000);

    expect(session.state.phase).toBe('live');
    expect(house.told('smacks-ack-delayed')).toEqual([]);
  });

  it('is not held against the connection that resumes', async () => {
    house = await House.build();
    const { session, smId } = asked();
    house.pass(80_000);
    await house.resume(smId, '0');
    house.pass(60_000);

    expect(session.state.phase).toBe('live');
    expect(house.counters.ackTimeouts).toBe(0);
  });
});
