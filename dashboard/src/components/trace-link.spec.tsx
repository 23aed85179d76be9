// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Waterfall } from '../features/traces/components/waterfall.js';
import { TraceLink } from './trace-link.js';

const ID = 'a'.repeat(32);
const OLDER = 'b'.repeat(32);
const NEWER = 'c'.repeat(32);
const ring = { spans: 1, bytes: 1, limit: 1, forgotten: 0 };

const trace = {
  traceId: ID,
  spans: [
    {
      traceId: ID,
      spanId: '1',
      parentSpanId: null,
      name: 'xmpp.sm.hibernation.start',
      kind: 'internal' as const,
      startedAt: 1,
      endedAt: 3,
      failed: false,
      attributes: { 'xmpp.sm.unacked': 3 },
      links: [{ traceId: OLDER, spanId: '0' }],
    },
  ],
  followedBy: [{ traceId: NEWER, spanId: '2', name: 'xmpp.sm.expire', startedAt: 9 }],
};

/** On a page of its own, with a server that has this viewer. */
function show(traceUrl: string | null) {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ exporting: true, failing: [], traceUrl, ring })),
  );
  const root = createRootRoute();
  const page = createRoute({
    getParentRoute: () => root,
    path: '/',
    component: () => (
      <>
        <TraceLink traceId={ID} />
        <Waterfall trace={trace} />
      </>
    ),
  });
  const one = createRoute({ getParentRoute: () => root, path: '/traces/$traceId', component: () => null });
  const router = createRouter({
    routeTree: root.addChildren([page, one]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('links to traces', () => {
  it('lead to the server’s own view, and to the viewer that was set up', async () => {
    show('https://jaeger.example.org/trace/{traceId}');
    expect((await screen.findByTestId('trace-link')).getAttribute('href')).toBe(`/traces/${ID}`);
    const elsewhere = await screen.findByTestId('trace-elsewhere');
    expect(elsewhere.getAttribute('href')).toBe(`https://jaeger.example.org/trace/${ID}`);
  });

  it.each([null, 'javascript:alert(1)//{traceId}'])('lead nowhere else for %s', async (template) => {
    show(template);
    await screen.findByTestId('trace-link');
    expect(screen.queryByTestId('trace-elsewhere')).toBeNull();
  });

  it('lead from a trace to the older one it follows from, and to what came of it', async () => {
    show(null);
    const row = await screen.findByTestId('span-row');
    expect(row.textContent).toContain('xmpp.sm.unacked3');
    expect([...row.querySelectorAll('a')].map((a) => a.getAttribute('href'))).toEqual([
      `/traces/${OLDER}`,
      `/traces/${NEWER}`,
    ]);
  });
});
