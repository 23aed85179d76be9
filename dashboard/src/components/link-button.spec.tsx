// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { LinkButton, LinkIcon } from './link-button.js';

afterEach(cleanup);

it('is a link to the browser and to readers, whatever it looks like', async () => {
  const root = createRootRoute();
  const page = createRoute({
    getParentRoute: () => root,
    path: '/',
    component: () => (
      <>
        <LinkButton to="/">Home</LinkButton>
        <LinkIcon to="/" aria-label="Home, as an icon" />
      </>
    ),
  });
  const history = createMemoryHistory({ initialEntries: ['/'] });
  const router = createRouter({ routeTree: root.addChildren([page]), history });
  render(
    <MantineProvider env="test">
      <RouterProvider router={router as never} />
    </MantineProvider>,
  );
  for (const name of ['Home', 'Home, as an icon']) {
    const link = await screen.findByRole('link', { name });
    expect([link.tagName, link.getAttribute('href'), link.hasAttribute('type')]).toEqual(['A', '/', false]);
  }
});
