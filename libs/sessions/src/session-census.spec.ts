import { afterEach, expect, it } from 'vitest';
import { Acknowledgements } from './acknowledgements.js';
import { SessionCensus } from './session-census.js';
import { SessionTimers } from './session-timers.js';
import { EPOCH } from './testing/fake-clock.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

const near = () => house.get(SessionCensus).queuesNearLimit;

it('counts the queues that are more than four fifths full, until they are not or their session is gone', async () => {
  house = await House.build({ env: { SMACKS_MAX_QUEUE_STANZAS: '10' } });
  const [phone, desk] = [house.bindResumable('phone'), house.bindResumable('desk')];
  for (const { session } of [phone, desk]) {
    house.cut(session);
    for (let i = 0; i < 8; i++) house.deliver(session, queued(`${i}`));
  }
  expect(near()).toBe(0);
  for (const { session } of [phone, desk]) house.deliver(session, queued('ninth'));
  expect(near()).toBe(2);
  house.pass(300_000);
  await Promise.all([phone, desk].map(({ session }) => house.ended(session)));
  expect(near()).toBe(0);
});

it('counts bytes as well, and nothing where there is no limit', async () => {
  house = await House.build({ env: { SMACKS_MAX_QUEUE_STANZAS: 'none', SMACKS_MAX_QUEUE_BYTES: '65536' } });
  const { session } = house.bindResumable('phone');
  house.cut(session);
  for (let i = 0; i < 50; i++) house.deliver(session, queued(`${i}`));
  expect(near()).toBe(0);
  house.deliver(session, queued('large', { bytes: 60_000 }));
  expect(near()).toBe(1);
});

it('sees what gathers behind a client that does not acknowledge when the delay is told, and its end with the ack', async () => {
  house = await House.build({ env: { SMACKS_MAX_QUEUE_STANZAS: '10' } });
  const { session, connection } = house.bindResumable('phone');
  for (let i = 0; i < 9; i++) house.deliver(session, queued(`${i}`));
  connection.take(session);
  const now = house.clock.monotonic();
  session.sm?.policy.asks(session.sm.outbound.sendCount);
  session.sm?.policy.asked(now);
  house.get(SessionTimers).asked(session, now);
  expect([near(), house.counters.acksDelayed]).toEqual([0, 0]);
  house.pass(60_000);
  expect([near(), house.counters.acksDelayed]).toEqual([1, 1]);
  house.get(Acknowledgements).receive(session, '9');
  expect(near()).toBe(0);
});

it('tells since when a stanza waits, and that of the next once it was acknowledged', async () => {
  house = await House.build();
  const oldest = () => house.get(SessionCensus).oldestUnackedAt;
  const { session, connection } = house.bindResumable('phone');
  const desk = house.bindResumable('desk');
  house.deliver(session, queued('first'));
  house.deliver(session, queued('second', { at: EPOCH + 9000 }));
  house.deliver(desk.session, queued('other', { at: EPOCH + 5000 }));
  connection.take(session);
  house.cut(desk.session);
  house.get(Acknowledgements).receive(session, '0');
  expect(oldest()).toBe(EPOCH);
  house.get(Acknowledgements).receive(session, '1');
  expect(oldest()).toBe(EPOCH + 5000);
  house.pass(300_000);
  await house.ended(desk.session);
  expect(oldest()).toBe(EPOCH + 9000);
  house.get(Acknowledgements).receive(session, '2');
  expect(oldest()).toBeNull();
});
