// @vitest-environment happy-dom
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
  useSearch,
} from '@tanstack/react-router';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { sessionsSearch } from '../search.js';
import { SessionTabs } from './session-tabs.js';

afterEach(cleanup);

function Tabs() {
  const { filter } = useSearch({ strict: false }) as ReturnType<typeof sessionsSearch>;
  return <SessionTabs filter={filter ?? []} />;
}

it.each([
  ['/sessions', 'all'],
  [`/sessions?filter=${encodeURIComponent(JSON.stringify(['unacked>0']))}`, 'backlog'],
  [`/sessions?filter=${encodeURIComponent(JSON.stringify(['user~romeo']))}&sort=user`, 'all'],
])('at %s no other view than %s is said to be the current one', async (address, current) => {
  const root = createRootRoute();
  const sessions = createRoute({
    getParentRoute: () => root,
    path: '/sessions',
    validateSearch: sessionsSearch,
    component: Tabs,
  });
  const router = createRouter({
    routeTree: root.addChildren([sessions]),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  render(<RouterProvider router={router as never} />);
  await screen.findByTestId('view-all');
  const marked = screen.getAllByRole('link').filter((link) => link.hasAttribute('aria-current'));
  expect(marked.map((link) => link.getAttribute('data-testid'))).toEqual([`view-${current}`]);
});
