import { afterEach, expect, it, vi } from 'vitest';
import { anEvent } from '../../../testing/live-messages.js';
import { fetchSessionEvents } from './session-events.js';

afterEach(() => vi.unstubAllGlobals());

/** A server that has so many pages of one event each; answers what was asked of it. */
function serving(pages: number): URL[] {
  const asked: URL[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(new URL(path, 'http://localhost'));
    const left = pages - asked.length;
    return Response.json({ items: [anEvent(left + 1)], next: left > 0 ? `after-${asked.length}` : null });
  });
  return asked;
}

it('reads page after page of one session, newest first', async () => {
  const asked = serving(3);
  const events = await fetchSessionEvents('s1', new AbortController().signal);
  expect(events.map(({ seq }) => seq)).toEqual([3, 2, 1]);
  expect(asked.map(({ searchParams }) => searchParams.get('after'))).toEqual([null, 'after-1', 'after-2']);
  expect(asked[0]?.searchParams.get('session')).toBe('s1');
});

it('stops reading where a life is endless', async () => {
  const asked = serving(100);
  await fetchSessionEvents('s1', new AbortController().signal);
  expect(asked).toHaveLength(6);
});
