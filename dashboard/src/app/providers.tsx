import { MantineProvider } from '@mantine/core';
import { useNotifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useOnceWanted } from './once-wanted.js';
import { queryClient } from './query-client.js';
import { router } from './router.js';
import { colorSchemeManager, theme } from './theme.js';

// Nothing is told before somebody acts.
const Toasts = lazy(() => import('./toasts.js').then(({ Toasts }) => ({ default: Toasts })));

/** Everything the pages stand on. */
export function Providers() {
  const told = useOnceWanted(useNotifications().notifications.length > 0);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorSchemeManager}>
      <Suspense fallback={null}>{told ? <Toasts /> : null}</Suspense>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
