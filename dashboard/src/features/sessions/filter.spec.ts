import { describe, expect, it } from 'vitest';
import { aSession } from '../../testing/live-messages.js';
import { passing } from './filter.js';
import { sessionsSearch } from './search.js';

describe('the session filter', () => {
  const session = aSession({ user: 'juliet@capulet.example', state: 'hibernating', unacked: 0 });

  const nothing = { state: undefined, user: undefined, backlog: undefined };
  const passes = (row: typeof session, chosen: Partial<Parameters<typeof passing>[0]>) =>
    passing({ ...nothing, ...chosen })(row);

  it('lets everything pass when it asks for nothing', () => expect(passes(session, {})).toBe(true));

  it('asks for a state, a part of the user, a backlog', () => {
    expect(passes(session, { state: 'hibernating' })).toBe(true);
    expect(passes(session, { state: 'connected' })).toBe(false);
    expect(passes(session, { user: 'CAPULET' })).toBe(true);
    expect(passes(session, { user: 'romeo' })).toBe(false);
    expect(passes(session, { backlog: true })).toBe(false);
    expect(passes({ ...session, unacked: 1 }, { backlog: true })).toBe(true);
  });
});

describe('the address of the list', () => {
  it('is taken over where it is understood, and left out where it is not', () => {
    expect(
      sessionsSearch({ state: 'hibernating', user: 7, backlog: true, sort: '-unacked', after: 'x' }),
    ).toEqual({
      state: 'hibernating',
      user: '7',
      backlog: true,
      sort: '-unacked',
      after: 'x',
    });
    expect(sessionsSearch({ state: 'asleep', user: '', backlog: 'yes', sort: 'h', page: 3 })).toEqual({});
  });
});
