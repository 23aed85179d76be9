// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BulkJobView, LiveData, LiveListener } from '#contracts';
import { useAskBulk } from '../../../lib/bulk.js';
import { IdentityContext } from '../../../lib/identity.js';
import { LiveContext } from '../../../lib/live.js';
import { createLiveHub } from '../../../lib/live-hub.js';
import { bulkText as text } from '../../../messages/index.js';
import { aLive } from '../../../testing/a-live.js';
import { useJobs, useWatching } from '../jobs.js';
import { BulkProvider } from './bulk-provider.js';

const job = (id: string, given: Partial<BulkJobView> = {}): BulkJobView => ({
  ...{ id, action: 'expire', about: 'all sessions', change: null, reason: 'x', by: 'anna' },
  ...{ state: 'running', total: 3, done: 0, failed: 0, skipped: 0, left: 3, perSecond: null },
  ...{ startedAt: 1, endedAt: null, ...given },
});
const done = { state: 'done', done: 2, failed: 1, left: 0 } as const;
const me = { username: 'anna', role: 'operator', rights: [], csrfToken: 't' } as never;

let channel: LiveListener<'bulk'> | undefined;
const say = (...jobs: BulkJobView[]) => act(() => channel?.onData({ jobs } satisfies LiveData['bulk'], 1));

function Page({ watching = null }: { readonly watching?: string | null }) {
  const ask = useAskBulk();
  const jobs = useJobs();
  useWatching(watching);
  return (
    <button type="button" onClick={() => ask({ actions: ['kill'], target: { ids: ['s1', 's2'] } })}>
      {jobs?.map(({ id, state }) => `${id} ${state}`).join() ?? 'not told'}
    </button>
  );
}

const pageOf = (watching: string | null, hub = createLiveHub()) => {
  hub.attach({
    subscribe: (_ask, listener) => {
      channel = listener as unknown as LiveListener<'bulk'>;
      return () => {};
    },
  });
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <IdentityContext value={me}>
          <LiveContext value={aLive({ hub })}>
            <BulkProvider>
              <Page watching={watching} />
            </BulkProvider>
          </LiveContext>
        </IdentityContext>
      </QueryClientProvider>
    </MantineProvider>
  );
};

let told: { title: unknown; message: unknown }[];
beforeEach(() => {
  told = [];
  vi.spyOn(notifications, 'show').mockImplementation(({ title, message }) =>
    String(told.push({ title, message })),
  );
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('bulk actions, wherever one is in the dashboard', () => {
  it('are known as the channel tells them', () => {
    render(pageOf(null));
    expect(screen.getByRole('button').textContent).toBe('not told');
    say(job('b'), job('a', done));
    expect(screen.getByRole('button').textContent).toBe('b running,a done');
  });

  it('tell whoever started them of their end, once, and nobody of those that were over before', () => {
    render(pageOf(null));
    say(job('b'), job('a', done));
    say(job('b', done), job('a', done));
    say(job('b', done), job('a', done));
    expect(told).toEqual([{ title: text.ended('Expire'), message: text.endedCounts('2', '1', '0') }]);
  });

  it('tell nobody who is looking at them, and nobody of what others have started', () => {
    render(pageOf('b'));
    say(job('b'), job('c', { by: 'ben' }));
    say(job('b', done), job('c', { by: 'ben', ...done }));
    expect(told).toEqual([]);
  });

  it('are asked for in a dialog that says whom it is about', async () => {
    render(pageOf(null));
    fireEvent.click(screen.getByRole('button'));
    expect(await screen.findByTestId('bulk-draft', {}, { timeout: 20_000 })).toBeDefined();
    expect(screen.getByTestId('bulk-target').textContent).toBe(text.picked('2'));
    expect(screen.getByText(text.does.kill)).toBeDefined();
  });
});
