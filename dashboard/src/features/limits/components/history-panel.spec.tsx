// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { LimitHistoryEntry } from '#contracts';
import { HistoryPanel } from './history-panel.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const entry = (at: number, before: number | null, after: number | null): LimitHistoryEntry => ({
  ...{ at, name: 'smacks_max_hibernated_sessions', setBy: 'admin' },
  before: before === null ? null : { value: before },
  after: after === null ? null : { value: after },
});

it('tells of the change that made the limits what they were before', async () => {
  let items: LimitHistoryEntry[] = [];
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ items, next: null })));
  // As the dashboard has it: what was read is new for some seconds.
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 5000 } } });
  const panel = (version: string) => (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <HistoryPanel jid="romeo@localhost" version={version} />
      </QueryClientProvider>
    </MantineProvider>
  );
  const { rerender } = render(panel('of the defaults'));
  await screen.findByText('Never changed');
  items = [entry(1, null, 1)];
  rerender(panel('of an own value'));
  await screen.findByText('1');
  items = [entry(2, 1, null), ...items];
  rerender(panel('of the defaults'));
  expect(await screen.findAllByTestId('limit-history')).toHaveLength(1);
  await vi.waitFor(() => expect(screen.getAllByTestId('limit-history')).toHaveLength(2));
});
