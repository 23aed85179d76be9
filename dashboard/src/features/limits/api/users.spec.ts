import { afterEach, expect, it, vi } from 'vitest';
import type { UserView } from '#contracts';
import { fetchNames } from './users.js';

const aUser = (user: string): UserView => ({
  user,
  connected: 0,
  hibernating: 0,
  hibernatingLimit: 10,
  old: 0,
  oldLimit: 10,
  unacked: 0,
  queueBytes: 0,
  queueBytesLimit: null,
  pressure: null,
  overrides: 0,
  evictions: 0,
});

afterEach(() => vi.unstubAllGlobals());

it('reads everybody whom a view shows, page by page and by name, whatever the list is sorted by', async () => {
  const asked: URL[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    const url = new URL(path, 'http://localhost');
    asked.push(url);
    const first = url.searchParams.get('after') === null;
    const page = { items: [aUser(first ? 'a@x' : 'b@x')], next: first ? 'more' : null, total: 2 };
    return Promise.resolve(Response.json(page));
  });
  expect(await fetchNames({ view: 'near', sort: '-evictions', after: 'elsewhere' })).toEqual(['a@x', 'b@x']);
  expect(asked.map(({ searchParams }) => searchParams.get('after'))).toEqual([null, 'more']);
  for (const { searchParams } of asked) {
    expect(searchParams.getAll('filter')).toEqual(['nearest>=0.8']);
    expect(searchParams.get('sort')).toBe('user');
  }
});
