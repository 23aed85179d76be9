import { afterEach, describe, expect, it } from 'vitest';
import { Enabling } from './enabling.js';
import { hashSmId } from './sm-id.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

describe('<enable/>', () => {
  it('R6, R22: names the session by an id of which only the hash is kept', async () => {
    house = await House.build();
    const { session, answer, smId } = house.bindResumable('balcony');

    expect(answer).toBe(`<enabled xmlns='urn:xmpp:sm:3' id='${smId}' resume='true' max='300'/>`);
    expect(house.registry.findBySmIdHash(hashSmId(smId))).toBe(session);
    expect(JSON.stringify([session.sm, session.id])).not.toContain(smId);
    expect(house.told('smacks-enabled')).toEqual([{ session }]);
  });

  it('R9: says where to come back to when that is configured', async () => {
    house = await House.build({ env: { SMACKS_LOCATION: '[2001:db8::1]:9222' } });
    expect(house.bindResumable('balcony').answer).toContain(` location='[2001:db8::1]:9222'/>`);
  });

  it('R14: counts from the moment it is finished, not before', async () => {
    house = await House.build();
    const { session, connection } = house.bind('balcony');
    const request = { resume: true, max: undefined };
    const enablement = house.get(Enabling).prepare(session, 'urn:xmpp:sm:3', request);
    house.deliver(session, queued('before'));
    enablement?.finish();
    house.deliver(session, queued('after'));

    expect(connection.sent).toEqual([queued('before').xml]);
    expect(connection.take(session)).toEqual([queued('after').xml]);
    expect(session.sm?.outbound.sendCount).toBe(1);
  });

  it('R10: is refused a second time, counters untouched', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    const { sm } = session;
    const request = { resume: true, max: undefined };
    expect(house.get(Enabling).prepare(session, 'urn:xmpp:sm:3', request)).toBeUndefined();
    expect(session.sm).toBe(sm);
  });

  it('R7: without a wish to resume grants none', async () => {
    house = await House.build();
    const { session } = house.bind('balcony');
    const request = { resume: false, max: undefined };
    const enablement = house.get(Enabling).prepare(session, 'urn:xmpp:sm:2', request);
    enablement?.finish();

    expect(enablement?.answer).toBe("<enabled xmlns='urn:xmpp:sm:2'/>");
    expect(session.sm).toMatchObject({ namespace: 'urn:xmpp:sm:2', smIdHash: null });
    house.cut(session);
    expect(session.state.phase).toBe('ended');
  });
});
