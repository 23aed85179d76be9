// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { Chart } from './chart.js';
import { countMeasure } from './chart-measures.js';

// The picture needs a canvas; what is held here is what stands for it.
// Loaded anew before and after: what other specs have loaded has the real thing.
vi.hoisted(() => vi.resetModules());
afterAll(() => {
  vi.doUnmock('./chart-plot.js');
  vi.resetModules();
});
vi.mock('./chart-plot.js', () => ({ ChartPlot: () => null }));
afterEach(cleanup);

const times = [0, 10_000, 20_000, 30_000].map((at) => at + Date.UTC(2030, 0, 1));
const show = () =>
  render(
    <MantineProvider>
      <Chart
        id="sessions"
        title="Sessions"
        times={times}
        lines={[
          {
            id: 'connected',
            label: 'Connected',
            tone: 'connected',
            measure: countMeasure,
            values: [4, null, 6, 7],
          },
          {
            id: 'hibernating',
            label: 'Hibernating',
            tone: 'hibernating',
            measure: countMeasure,
            values: [1, null, 3, null],
          },
        ]}
        span={{ from: times[0] ?? 0, to: times[3] ?? 0 }}
        syncKey="spec"
      />
    </MantineProvider>,
  );
const legend = () => ['connected', 'hibernating'].map((id) => screen.getByTestId(`legend-${id}`).textContent);

it('tells the last values, and those at the place that keys lead to; a gap is told as one', () => {
  show();
  expect([legend(), screen.getByTestId('chart-when').textContent]).toEqual([['7', '3'], 'now']);
  const chart = screen.getByRole('group');
  fireEvent.keyDown(chart, { key: 'ArrowLeft' });
  expect(legend()).toEqual(['6', '3']);
  fireEvent.keyDown(chart, { key: 'ArrowLeft' });
  expect(legend()).toEqual(['–', '–']);
  fireEvent.keyDown(chart, { key: 'Home' });
  expect(legend()).toEqual(['4', '1']);
  expect(screen.getByTestId('chart-when').textContent).not.toBe('now');
  fireEvent.blur(chart);
  expect(legend()).toEqual(['7', '3']);
});

it('is a table on demand, the newest first', () => {
  show();
  fireEvent.click(screen.getByTestId('chart-table-toggle'));
  const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
  const cells = rows.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  );
  expect(cells).toEqual([
    ['7', '–'],
    ['6', '3'],
    ['–', '–'],
    ['4', '1'],
  ]);
});
