import { defaultParseSearch } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { searchText } from './search-text.js';

describe('the search part of an address', () => {
  it('repeats conditions, readable as they were typed', () => {
    expect(searchText({ filter: ['state=hibernating', 'unacked>10', 'user!~a@b'], sort: '-since' })).toBe(
      '?filter=state=hibernating&filter=unacked%3E10&filter=user!~a@b&sort=-since',
    );
  });

  it.each([
    { filter: ['unacked>0'] },
    { filter: ['user~a&b=c', 'resource=100% ü?#+ x'] },
    { filter: ['state=hibernating'], other: '7', flag: true },
    { user: '12', list: ['a', 'b'] },
  ])('gives back what it was made of: %j', (search) => {
    const { filter, ...others } = defaultParseSearch(searchText(search)) as Record<string, unknown>;
    const conditions = typeof filter === 'string' ? [filter] : filter;
    expect({ ...(filter === undefined ? {} : { filter: conditions }), ...others }).toEqual(search);
  });

  it('is nothing where there is nothing', () => {
    expect(searchText({ filter: [] })).toBe('');
    expect(searchText({})).toBe('');
  });
});
