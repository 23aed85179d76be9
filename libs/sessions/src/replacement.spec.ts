import { afterEach, describe, expect, it } from 'vitest';
import { SessionRunner } from './session-runner.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

const names = (stanzas: readonly { xml: string }[] | null | undefined) =>
  stanzas?.map(({ xml }) => /id='([^']+)'/.exec(xml)?.[1]);

describe('a bind of the same full JID', () => {
  it('ends the session that had it: conflict, h kept, routable is the newcomer alone', async () => {
    house = await House.build();
    const old = house.bindResumable('balcony');
    const fresh = house.bind('balcony');
    await house.ended(old.session);

    expect(old.connection.conditions).toEqual(['conflict']);
    expect(house.registry.ofUser('romeo@localhost')).toEqual([fresh.session]);
    expect(house.oldSessions.rows).toMatchObject([{ sessionId: old.session.id, reason: 'replaced' }]);
  });

  it('fault 11: the late end of the old one does not touch the new one', async () => {
    house = await House.build();
    const old = house.bindResumable('balcony');
    const fresh = house.bindResumable('balcony');
    await house.ended(old.session);
    house.cut(old.session);

    expect(fresh.session.state.phase).toBe('live');
    expect(house.registry.findByFullJid('romeo@localhost', 'balcony')).toBe(fresh.session);
    expect((await house.resume(fresh.smId, '0')).kind).toBe('resumed');
  });

  it('leaves unacknowledged chat to the heir, in order, and nothing else', async () => {
    house = await House.build();
    const old = house.bindResumable('balcony');
    const [one, two] = [queued('one'), queued('two')];
    house.deliver(old.session, one);
    house.deliver(old.session, queued('iq', { kind: 'iq', type: 'get' }));
    house.deliver(old.session, two);
    const { session: heir } = house.bind('balcony');
    await house.ended(old.session);

    expect(heir.inherited?.map(({ stanza }) => stanza)).toEqual([one, two]);
    expect(house.routing.bounced).toMatchObject([{ kind: 'iq' }]);
    expect(house.told('session-ended')).toMatchObject([{ fates: { rerouted: 2, bounced: 1 } }]);
  });

  it('taken over twice while the h of the first is being written: the second waits for it, the third for both', async () => {
    house = await House.build();
    const first = house.bindResumable('balcony');
    house.deliver(first.session, queued('one'));
    let written = (): void => undefined;
    house.oldSessions.gate = new Promise((resolve) => {
      written = resolve;
    });
    // Without stream management it has no h to be written: nothing but the first one keeps it.
    const second = house.bind('balcony');
    house.deliver(second.session, queued('two'));
    const third = house.bind('balcony');
    house.deliver(third.session, queued('three'));
    expect(third.session.predecessor?.id).toBe(second.session.id);
    expect(house.told('session-ended')).toEqual([]);

    const over = house.get(SessionRunner).end(second.session, 'replaced');
    written();
    await over;
    expect(house.told('session-ended').map(({ session }) => session.id)).toEqual([
      first.session.id,
      second.session.id,
    ]);
    expect(third.session.predecessor).toBeNull();
    expect(names(third.session.inherited?.map(({ stanza }) => stanza))).toEqual(['one', 'two']);
    expect(names(third.session.held)).toEqual(['three']);
  });

  it('hands an inheritance nobody read on to the next heir, or to its fate', async () => {
    house = await House.build();
    const old = house.bindResumable('balcony');
    const stanza = queued('m1');
    house.deliver(old.session, stanza);
    const second = house.bindResumable('balcony');
    await house.ended(old.session);
    const third = house.bindResumable('balcony');
    await house.ended(second.session);
    expect(third.session.inherited?.map((inherited) => inherited.stanza)).toEqual([stanza]);

    house.cut(third.session);
    house.pass(300_000);
    await house.ended(third.session);
    expect(house.routing.bounced).toEqual([stanza]);
  });
});
