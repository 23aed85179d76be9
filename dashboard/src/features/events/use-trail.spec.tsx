// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type EventView, LIVE_WINDOW, type LiveListener } from '#contracts';
import { LiveContext } from '../../lib/live.js';
import { createLiveHub, type ViewSource } from '../../lib/live-hub.js';
import { aLive } from '../../testing/a-live.js';
import { anEvent } from '../../testing/live-messages.js';
import { useTrail } from './use-trail.js';

const trail = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, at) => anEvent(from - at));

let kept: readonly EventView[];
let asked: number;
let tell: LiveListener<'events'>['onData'];
beforeEach(() => {
  asked = 0;
  vi.stubGlobal('fetch', () => {
    asked++;
    return Promise.resolve(Response.json({ items: kept, next: null }));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Shown() {
  const { events } = useTrail({ user: 'juliet@capulet.example' });
  return <output>{events === undefined ? 'nothing' : `${events.length} to ${events[0]?.seq}`}</output>;
}

function open() {
  const hub = createLiveHub();
  const subscribe: ViewSource['subscribe'] = (_ask, listener) => {
    tell = (listener as unknown as LiveListener<'events'>).onData;
    return () => {};
  };
  hub.attach({ subscribe });
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <LiveContext value={aLive({ hub })}>
        <Shown />
      </LiveContext>
    </QueryClientProvider>,
  );
}

it('joins what is kept with what happens, and begins anew where the channel was away for too long', async () => {
  kept = trail(5, 1);
  const { container } = open();
  await waitFor(() => expect(container.textContent).toBe('5 to 5'));
  act(() => tell({ events: trail(7, 4) }, 1));
  expect(container.textContent).toBe('7 to 7');
  act(() => tell({ events: trail(9, 6) }, 2));
  expect([container.textContent, asked]).toEqual(['9 to 9', 1]);

  // Two hundred that do not reach back to the ninth: what is between is asked for.
  const far = 1000;
  kept = trail(far, 1);
  act(() => tell({ events: trail(far, far - LIVE_WINDOW + 1) }, 3));
  await waitFor(() => expect(container.textContent).toBe('1000 to 1000'));
  expect(asked).toBe(2);
});
