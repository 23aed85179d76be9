import { afterEach, describe, expect, it } from 'vitest';
import { SESSION_ACTIONS, type SessionActions } from '#ports';
import { Directory } from './directory.js';
import { SessionEvents } from './session-events.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

const actions = () => house.get<SessionActions>(SESSION_ACTIONS);

describe('an operator', () => {
  it('expires a sleeper as its timer would, and waits until it has happened', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    house.cut(session);
    expect(await actions().expire(session.id, 'admin', 'making room')).toBe('done');

    expect(session.state).toEqual({ phase: 'ended', reason: 'expired' });
    expect(house.routing.bounced).toHaveLength(1);
    expect(house.oldSessions.rows).toMatchObject([{ reason: 'expired' }]);
    expect(house.told('operator-action')).toMatchObject([
      { session, action: 'expire', by: 'admin', reason: 'making room' },
    ]);
  });

  it('cannot expire one that is connected', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    expect(await actions().expire(session.id, 'admin', 'why not')).toBe('wrong-state');
    expect(await actions().expire('nobody', 'admin', 'why not')).toBe('not-found');
    expect(session.state.phase).toBe('live');
    expect(house.told('operator-action')).toEqual([]);
  });

  it('kills any session; a live connection hears the reason', async () => {
    house = await House.build();
    const { session, connection } = house.bindResumable('balcony');
    expect(await actions().kill(session.id, 'admin', 'spam')).toBe('done');

    expect(connection.errors).toEqual([{ condition: 'policy-violation', text: 'spam' }]);
    expect(house.oldSessions.rows).toMatchObject([{ reason: 'killed' }]);
    expect(await actions().kill(session.id, 'admin', 'again')).toBe('not-found');
  });

  it('ends all sessions of an account, asleep or awake, and of no other', async () => {
    house = await House.build();
    house.bindResumable('awake');
    house.cut(house.bindResumable('asleep').session);
    house.bind('plain');
    const other = house.bind('other', 'juliet@localhost');
    const revoked: string[] = [];
    house.get(SessionEvents).on('account-revoked', ({ bareJid }) => {
      // Told before the first session ends: who is about to bind must not slip through meanwhile.
      expect(house.registry.ofUser(bareJid)).toHaveLength(3);
      revoked.push(bareJid);
    });
    expect(await actions().endAllOf('romeo@localhost', 'admin', 'account disabled')).toBe(3);
    expect([...house.registry.all()]).toEqual([other.session]);
    expect(revoked).toEqual(['romeo@localhost']);
  });

  it('reads the story of a session in words', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    house.cut(session);
    house.pass(7_000);
    await actions().kill(session.id, 'admin', 'stolen phone');

    const story = house.get(Directory).recentEvents(20);
    expect(story.map(({ kind, reason, detail }) => [kind, reason, detail])).toEqual([
      ['session-opened', null, null],
      ['smacks-enabled', null, 'resumable'],
      ['smacks-hibernation-start', 'connection-lost', '1 unacknowledged'],
      ['operator-action', 'kill', 'admin: stolen phone'],
      ['smacks-hibernation-end', 'killed', 'after 7 s'],
      ['delivery-failure', 'killed', '1 bounced'],
      ['session-ended', 'killed', 'stolen phone'],
    ]);
  });
});
