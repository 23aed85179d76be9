import { afterEach, describe, expect, it } from 'vitest';
import { Delivery } from './delivery.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

const JULIET = 'juliet@localhost/balcony';

const presence = (type: '' | 'unavailable' | 'subscribe', from = JULIET) => {
  const xml = `<presence xmlns='jabber:client' from='${from}' type='${type}'/>`;
  return queued('p', { kind: 'presence', xml, bytes: xml.length, type, from });
};

describe('presence for a sleeper', () => {
  it('only the latest of a full JID is kept, behind the chat that came before it', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('orchard');
    house.cut(session);
    const [here, chat, gone] = [presence(''), queued('m1'), presence('unavailable')];
    for (const stanza of [here, chat, gone]) house.deliver(session, stanza);

    expect(session.sm?.outbound.length).toBe(2);
    expect(here).toMatchObject({ holders: 0, arrived: false });
    expect(house.counters).toMatchObject({ coalesced: 1, queued: 3, dropped: 0, bounced: 0 });
    expect(house.told('delivery-failure')).toEqual([]);
    const answer = await house.resume(smId, '0');
    expect(answer.kind).toBe('resumed');
    expect([session.sm?.outbound.take(), session.sm?.outbound.take()]).toEqual([chat, gone]);
  });

  it('while connected each one is told: the client sees them come and go', async () => {
    house = await House.build();
    const { session } = house.bindResumable('orchard');
    for (const type of ['', 'unavailable', ''] as const) house.deliver(session, presence(type));
    expect(session.sm?.outbound.length).toBe(3);
    expect(house.counters.coalesced).toBe(0);
  });

  it('what went out before it fell asleep stays, for the client may have counted it', async () => {
    house = await House.build();
    const { session, connection } = house.bindResumable('orchard');
    house.deliver(session, presence(''));
    connection.take(session);
    house.cut(session);
    house.deliver(session, presence('unavailable'));
    house.deliver(session, presence(''));
    expect(session.sm?.outbound.length).toBe(2);
    expect(house.counters.coalesced).toBe(1);
  });

  it('a subscription neither makes room nor is made room of', async () => {
    house = await House.build();
    const { session } = house.bindResumable('orchard');
    house.cut(session);
    for (const type of ['', 'subscribe', 'unavailable', 'subscribe'] as const)
      house.deliver(session, presence(type));
    expect(session.sm?.outbound.length).toBe(3);
    expect(house.counters.coalesced).toBe(1);
  });

  it('finds room in a full queue where it takes the place of an earlier one', async () => {
    house = await House.build({ env: { SMACKS_MAX_QUEUE_STANZAS: '10' } });
    const { session } = house.bindResumable('orchard');
    house.cut(session);
    house.pass(60_001);
    house.deliver(session, presence(''));
    for (let i = 0; i < 9; i++) house.deliver(session, queued(`m${i}`));
    house.deliver(session, presence('unavailable'));
    expect(house.counters).toMatchObject({ coalesced: 1, overflows: 0 });
    house.deliver(session, presence('', 'nurse@localhost/hall'));
    expect(house.counters).toMatchObject({ coalesced: 1, overflows: 1 });
    expect(session.sm?.outbound.length).toBe(10);
  });

  it('of a fan-out only the sleepers let the earlier one go', async () => {
    house = await House.build();
    const [asleep, awake] = [house.bindResumable('asleep'), house.bindResumable('awake')];
    house.cut(asleep.session);
    const [here, gone] = [presence(''), presence('unavailable')];
    for (const stanza of [here, gone]) house.get(Delivery).fanOut([asleep.session, awake.session], stanza);
    expect([asleep.session.sm?.outbound.length, awake.session.sm?.outbound.length]).toEqual([1, 2]);
    expect([here.holders, gone.holders]).toEqual([1, 2]);
  });
});
