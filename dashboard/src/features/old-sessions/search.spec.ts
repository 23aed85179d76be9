import { expect, it } from 'vitest';
import { oldSessionListing } from '#contracts';
import { conditionsOf, endedChoices, oldSessionsSearch } from './search.js';

it('asks for one user by a whole JID, and for a part of one otherwise', () => {
  expect(conditionsOf({ user: 'romeo@localhost' })).toEqual(['user=romeo@localhost']);
  expect(conditionsOf({ user: ' rom ' })).toEqual(['user~rom']);
  expect(conditionsOf({ user: ' ' })).toEqual([]);
});

it('asks for nothing that the server would not understand', () => {
  for (const ended of endedChoices) {
    const conditions = conditionsOf({ user: 'r', reason: 'evicted', ended, h: 3 });
    expect(conditions).toHaveLength(4);
    expect(oldSessionListing.parse(conditions)).toMatchObject({ ok: true });
  }
});

it('reads what an address says, and leaves out what it cannot mean', () => {
  expect(oldSessionsSearch({ reason: 'evicted', ended: '1h', h: 12, sort: '-user' })).toEqual({
    reason: 'evicted',
    ended: '1h',
    h: 12,
    sort: '-user',
  });
  expect(oldSessionsSearch({ reason: 'boredom', ended: '3h', h: 'many', sort: 'h' })).toEqual({});
  expect(oldSessionsSearch({ h: '-1' })).toEqual({});
});
