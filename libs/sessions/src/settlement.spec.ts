import { afterEach, describe, expect, it } from 'vitest';
import { OfflineMessages } from './offline-messages.js';
import type { Session } from './session.js';
import { SessionRunner } from './session-runner.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

const round = () => new Promise((resolve) => setImmediate(resolve));
const offline = (env: Record<string, string> = {}) =>
  House.build({ env: { SMACKS_ON_EXPIRY: 'offline', ...env } });
const end = (session: Session) => house.get(SessionRunner).end(session, 'expired');
const ids = (stanzas: readonly { xml: string }[]) => stanzas.map(({ xml }) => /id='([^']+)'/.exec(xml)?.[1]);

/** A sleeping session that `stanzas` wait for. */
function sleeper(name: string, ...stanzas: ReturnType<typeof queued>[]): Session {
  const { session } = house.bindResumable(name);
  house.cut(session);
  for (const stanza of stanzas) house.deliver(session, stanza);
  return session;
}

describe('on expiry offline', () => {
  it('chat is stored with its delay and counted, in one batch however many sessions end together', async () => {
    house = await offline();
    const [one, two] = [sleeper('1', queued('a'), queued('b')), sleeper('2', queued('c'))];
    await Promise.all([end(one), end(two)]);
    expect(house.offline.batches).toEqual([3]);
    expect(ids(house.offline.rows)).toEqual(['a', 'b', 'c']);
    expect(house.offline.rows[0]).toMatchObject({
      bareJid: 'romeo@localhost',
      from: 'juliet@localhost/balcony',
      xml: expect.stringContaining("<delay xmlns='urn:xmpp:delay' from='localhost' stamp='2030-"),
    });
    expect(house.told('session-ended')[0]?.fates).toEqual({ bounced: 0, stored: 2, rerouted: 0, dropped: 0 });
    expect(house.counters.offline).toBe(3);
    expect(house.told('delivery-failure')).toHaveLength(3);
  });

  it('what comes while others are being written goes together, over however many turns it comes', async () => {
    house = await offline();
    let open = (): void => undefined;
    house.offline.gate = new Promise((resolve) => {
      open = resolve;
    });
    const all: Promise<void>[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      all.push(end(sleeper(name, queued(name))));
      for (let turns = 0; turns < 5; turns++) await round();
    }
    open();
    await Promise.all(all);
    expect(house.offline.batches).toEqual([1, 3]);
    expect(ids(house.offline.rows)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('another resource goes first', async () => {
    house = await offline();
    house.routing.takers = () => true;
    await end(sleeper('1', queued('a'), queued('b', { noStore: true })));
    expect(ids(house.routing.rerouted)).toEqual(['a', 'b']);
    expect(house.offline.batches).toEqual([]);
  });

  it('what may not be stored is dropped; an own delay is kept', async () => {
    house = await offline();
    await end(sleeper('1', queued('a', { noStore: true }), queued('b', { delayed: true })));
    expect(house.offline.rows.map(({ xml }) => xml)).toEqual([queued('b').xml]);
    expect(house.counters.dropped).toBe(1);
  });

  it.each([
    ['over the limit', { DORMOUSE_OFFLINE_MAX_MESSAGES: '1' }, false, ['a'], ['b']],
    ['when the store fails', {}, true, [], ['a', 'b']],
  ])('%s it comes back as an error', async (_, env, broken, kept, back) => {
    house = await offline(env);
    house.offline.broken = broken;
    await end(sleeper('1', queued('a'), queued('b')));
    expect(ids(house.offline.rows)).toEqual(kept);
    expect(ids(house.routing.bounced)).toEqual(back);
    expect(house.told('session-ended')[0]?.fates).toMatchObject({
      stored: kept.length,
      bounced: back.length,
    });
    expect(house.logger.at('error')).toHaveLength(broken ? 1 : 0);
  });

  it('a session has not ended before its stanzas are safe', async () => {
    house = await offline();
    let open = (): void => undefined;
    house.offline.gate = new Promise((resolve) => {
      open = resolve;
    });
    const session = sleeper('1', queued('a'));
    const ended = end(session);
    const second = house.ended(session).then(() => end(session));
    for (let i = 0; i < 5; i++) await round();
    expect(session.state.phase).toBe('ended');
    expect(house.told('session-ended')).toEqual([]);
    expect(house.registry.find(session.id)).toBe(session);
    open();
    await Promise.all([ended, second]);
    expect(house.told('session-ended')).toHaveLength(1);
    expect(house.registry.find(session.id)).toBeUndefined();
  });

  it('who logs in at that moment gets what is on its way to the store', async () => {
    house = await offline();
    const offlineMessages = house.get(OfflineMessages);
    offlineMessages.keep('romeo@localhost', queued('a'), () => undefined);
    const seen: unknown[] = [];
    await offlineMessages.take('romeo@localhost', (stanzas) => seen.push(...ids(stanzas)));
    expect(seen).toEqual(['a']);
    expect(house.offline.rows).toEqual([]);
  });
});

describe('subscription presence', () => {
  const subscribe = (id: string) => queued(id, { kind: 'presence', type: 'subscribe' });

  it('is kept for the next login, whatever the option says; over the limit it is dropped, never answered', async () => {
    house = await House.build({ env: { DORMOUSE_OFFLINE_MAX_MESSAGES: '1' } });
    house.routing.takers = () => true;
    await end(sleeper('1', subscribe('a'), subscribe('b')));
    expect(house.offline.rows).toMatchObject([{ kind: 'presence', type: 'subscribe' }]);
    expect(house.routing.bounced).toEqual([]);
    expect(house.told('session-ended')[0]?.fates).toEqual({ bounced: 0, stored: 1, rerouted: 0, dropped: 1 });
  });
});

describe('many fates', () => {
  it('are met in slices, and the session has ended when the last is', async () => {
    house = await House.build();
    const { bounce } = house.routing;
    house.routing.bounce = (stanza) => {
      house.clock.advance(1);
      bounce.call(house.routing, stanza);
    };
    const session = sleeper('1', ...Array.from({ length: 12 }, (_, i) => queued(`${i}`)));
    const ended = end(session);
    const seen = new Set<number>();
    while (house.told('session-ended').length === 0) {
      seen.add(house.routing.bounced.length);
      await round();
    }
    await ended;
    expect([...seen]).toEqual([0, 3, 6, 9]);
    expect(ids(house.routing.bounced)).toEqual(Array.from({ length: 12 }, (_, i) => `${i}`));
  });

  it('a stanza of two sessions that end together has one all the same', async () => {
    house = await House.build();
    house.routing.bounce = (stanza) => {
      house.clock.advance(2);
      house.routing.bounced.push(stanza);
    };
    const shared = queued('shared');
    const [one, two] = [sleeper('1', queued('a'), queued('b'), shared), sleeper('2', shared, queued('c'))];
    await Promise.all([end(one), end(two)]);
    expect(ids(house.routing.bounced)).toEqual(['a', 'b', 'shared', 'c']);
  });
});
