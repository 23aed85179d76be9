import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
let bound: ReturnType<House['bindResumable']>;
beforeEach(async () => {
  house = await House.build();
  bound = house.bindResumable('phone');
  bound.session.inactive = true;
  bound.connection.wakes = 0;
});
afterEach(() => house.close());

const presence = (from: string, type = '') =>
  queued(from, { kind: 'presence', type, from, xml: `<presence from='${from}'/>` });
const typing = () => queued('t', { transient: true });
const deliver = (...stanzas: ReturnType<typeof queued>[]) => {
  for (const stanza of stanzas) house.deliver(bound.session, stanza);
};
/** Whether what waits is held back, and how much that is. */
const waiting = () => [bound.session.holdsBack, bound.session.sm?.outbound.length];

describe('delivery to an inactive client (XEP-0352)', () => {
  it('holds presence and chat states back, the latest presence of each resource', () => {
    deliver(presence('a@x/1'), typing(), presence('a@x/2'), presence('a@x/1', 'unavailable'));
    expect(waiting()).toEqual([true, 3]);
    expect(bound.connection.wakes).toBe(0);
    expect(house.counters.coalesced).toBe(1);
  });

  it.each([
    ['a message', queued('m')],
    ['a carbon', queued('c', { copy: true })],
    ['an iq', queued('i', { kind: 'iq', type: 'set' })],
    ['a subscription', presence('a@x', 'subscribe')],
  ])('lets all go that waited, with %s', (_what, urgent) => {
    deliver(presence('a@x/1'), urgent);
    expect(waiting()).toEqual([false, 2]);
    expect(bound.connection.wakes).toBe(1);
  });

  it('holds nothing back behind what is on its way', () => {
    deliver(queued('m'), typing());
    expect(waiting()).toEqual([false, 2]);
    bound.connection.take(bound.session);
    deliver(typing());
    expect(waiting()).toEqual([true, 3]);
  });

  it('holds no more back than a client may leave unacknowledged', () => {
    deliver(...Array.from({ length: 256 }, typing));
    expect(waiting()).toEqual([true, 256]);
    deliver(typing());
    expect(waiting()).toEqual([false, 257]);
  });

  it('R49: holds nothing back from a client that has resumed', async () => {
    deliver(presence('a@x/1'));
    house.cut(bound.session);
    deliver(presence('a@x/2'));
    await house.resume(bound.smId, '0');
    expect(waiting()).toEqual([false, 2]);
  });

  it('needs a queue to hold back in: without stream management everything goes at once', () => {
    const { session, connection } = house.bind('desk');
    session.inactive = true;
    house.deliver(session, typing());
    expect(connection.sent).toHaveLength(1);
  });
});
