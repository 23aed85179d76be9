// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { EventView } from '#contracts';
import { formatExact } from '../../../lib/format-time.js';
import { LiveContext } from '../../../lib/live.js';
import { sessionPageText } from '../../../messages/index.js';
import { aLive } from '../../../testing/a-live.js';
import { aDetail, anEvent } from '../../../testing/live-messages.js';
import type { Zoom } from '../time-scale.js';
import { Timeline } from './timeline.js';

const text = sessionPageText.timeline;
const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
afterEach(cleanup);

function show(events: readonly EventView[], zoom: Zoom = 'life') {
  const onZoom = vi.fn();
  const live = aLive({ ticker: { now: () => NOW, subscribe: () => () => {} } });
  render(
    <MantineProvider env="test">
      <LiveContext value={live}>
        <Timeline
          events={events}
          session={aDetail({ since: NOW - 2 * HOUR })}
          old={null}
          zoom={zoom}
          onZoom={onZoom}
        />
      </LiveContext>
    </MantineProvider>,
  );
  return onZoom;
}
const shownFrom = () => NOW - Number(screen.getByTestId('timeline').dataset['from']);

it('says since when it is known what happened, where events are no longer kept', () => {
  const first = NOW - HOUR;
  show([anEvent(9, { at: first, kind: 'smacks-resumed' })]);
  expect(screen.getByTestId('missing').textContent).toBe(text.missing(formatExact(first)));
});

it('says so when none is kept at all', () => {
  show([]);
  expect(screen.getByTestId('missing').textContent).toBe(text.missingAll);
});

it('says nothing of the kind of a story that is whole', () => {
  show([anEvent(1, { at: NOW - 2 * HOUR })]);
  expect(screen.queryByTestId('missing')).toBeNull();
});

it.each([
  ['life', 2 * HOUR],
  ['day', 24 * HOUR],
  ['hour', HOUR],
  ['quarter', HOUR / 4],
] as const)('shows as much as was asked for: %s', (zoom, length) => {
  show([anEvent(1, { at: NOW - 2 * HOUR })], zoom);
  expect(shownFrom() / length).toBeCloseTo(1, 1);
});

it('asks for another part of the life', () => {
  const onZoom = show([]);
  screen.getByLabelText(text.zooms.hour).click();
  expect(onZoom).toHaveBeenCalledExactlyOnceWith('hour');
});
