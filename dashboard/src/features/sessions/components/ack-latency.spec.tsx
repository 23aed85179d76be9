// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { sessionPageText } from '../../../messages/index.js';
import { AckLatency } from './ack-latency.js';

const text = sessionPageText.acks;
afterEach(cleanup);

const show = (...times: number[]) =>
  render(
    <MantineProvider env="test">
      <AckLatency roundTrips={times.map((rtt, i) => ({ at: i * 1000, rtt }))} />
    </MantineProvider>,
  );

it('draws each round trip against the longest, and says how long most of them took', () => {
  show(10, 20, 400, 0.4);
  expect(screen.getAllByTestId('ack-figure').map((it) => it.textContent)).toEqual([
    '10 ms',
    '400 ms',
    '0.4 ms',
  ]);
  const picture = screen.getByTestId('ack-sparkline');
  expect(picture.getAttribute('aria-label')).toBe(`${text.label(4)}, ${text.most} 400 ms`);
  const heights = [...picture.querySelectorAll('rect')].map((bar) => Number(bar.getAttribute('height')));
  expect(heights).toEqual([2, 3.2, 64, 2]);
});

it('says what would be here, and how it comes, while there is none', () => {
  show();
  expect(screen.getByText(text.emptyHint)).toBeDefined();
  expect(screen.queryByTestId('ack-sparkline')).toBeNull();
});
