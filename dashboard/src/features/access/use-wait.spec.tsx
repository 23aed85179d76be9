// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LiveContext } from '../../lib/live.js';
import { createTicker } from '../../lib/ticker.js';
import { aLive } from '../../testing/a-live.js';
import { useWait } from './use-wait.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Brake() {
  const { seconds, begin, end } = useWait();
  return (
    <>
      <output>{seconds}</output>
      <button type="button" onClick={() => begin(30)}>
        begin
      </button>
      <button type="button" onClick={end}>
        end
      </button>
    </>
  );
}

const left = () => screen.getByRole('status').textContent;
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

it('counts a brake down to nothing, never above what was said', async () => {
  const live = aLive({ ticker: createTicker() });
  render(
    <LiveContext value={live}>
      <Brake />
    </LiveContext>,
  );
  expect(left()).toBe('0');
  // The page's clock ticks once a second, and the refusal comes in between.
  await pass(700);
  fireEvent.click(screen.getByText('begin'));
  expect(left()).toBe('30');
  await pass(10_300);
  expect(left()).toBe('20');
  await pass(30_000);
  expect(left()).toBe('0');

  fireEvent.click(screen.getByText('begin'));
  fireEvent.click(screen.getByText('end'));
  expect(left()).toBe('0');
});
