import { expect, it } from 'vitest';
import { userListing } from '#contracts';
import { userListOf, usersSearch, userViews } from './search.js';

it('asks for nothing that the server would not understand', () => {
  for (const view of userViews) {
    const { filter, sort } = userListOf({ view, search: 'rom' });
    expect(userListing.parse(filter)).toMatchObject({ ok: true });
    expect(userListing.sorts).toContain(sort);
    expect(filter.at(-1)).toBe('user~rom');
  }
});

it('sorts a view by what it is about, unless the address says otherwise', () => {
  expect(userListOf({})).toEqual({ filter: [], sort: 'user' });
  expect(userListOf({ view: 'near', search: ' ' })).toEqual({ filter: ['nearest>=0.8'], sort: '-nearest' });
  expect(userListOf({ view: 'near', sort: '-evictions' }).sort).toBe('-evictions');
  expect(userListOf({ view: 'backlog', filter: ['old>3'], search: 'r' }).filter).toEqual([
    'unacked>0',
    'old>3',
    'user~r',
  ]);
});

it('reads what an address says, and leaves out what it cannot mean', () => {
  expect(usersSearch({ view: 'backlog', sort: '-pressure', search: 7 })).toEqual({
    view: 'backlog',
    sort: '-pressure',
    search: '7',
  });
  expect(usersSearch({ filter: 'old>3' })).toEqual({ filter: ['old>3'] });
  expect(usersSearch({ filter: ['old>3', '', 'old>3', 'evictions>=1'] })).toEqual({
    filter: ['old>3', 'evictions>=1'],
  });
  expect(usersSearch({ view: 'sideways', sort: 'shoeSize' })).toEqual({});
});
