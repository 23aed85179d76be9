// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AT_MOST_EVERY_MS, STORED_MS, useRefetchOnEvents } from './refetch-on-events.js';

const client = new QueryClient();
const asked = vi.spyOn(client, 'invalidateQueries');

beforeEach(() => {
  vi.useFakeTimers();
  asked.mockClear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Watcher({ newest }: { readonly newest: number | undefined }) {
  useRefetchOnEvents(['users'], newest);
  return null;
}

const page = (newest: number | undefined) => (
  <QueryClientProvider client={client}>
    <Watcher newest={newest} />
  </QueryClientProvider>
);
const pass = (ms: number) =>
  act(() => {
    vi.advanceTimersByTime(ms);
  });

it('asks again soon after something happened, once a second at most, and not after the page was left', () => {
  const { rerender, unmount } = render(page(1));
  pass(5000);
  expect(asked).not.toHaveBeenCalled();
  rerender(page(2));
  rerender(page(3));
  pass(STORED_MS);
  expect(asked.mock.calls).toEqual([[{ queryKey: ['users'] }]]);
  rerender(page(4));
  pass(AT_MOST_EVERY_MS - 1);
  expect(asked).toHaveBeenCalledTimes(1);
  pass(1);
  expect(asked).toHaveBeenCalledTimes(2);
  rerender(page(5));
  unmount();
  pass(5000);
  expect(asked).toHaveBeenCalledTimes(2);
});
