// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveContext } from '../lib/live.js';
import { createLiveStore } from '../lib/live-store.js';
import { aLive } from '../testing/a-live.js';
import { figuresNow } from '../testing/live-messages.js';
import { RelativeTime } from './relative-time.js';
import { TimeLeft } from './time-left.js';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A page whose server's clock is `ahead` ms before ours. */
function page(ahead: number, child: React.ReactNode) {
  const store = createLiveStore();
  store.receive(figuresNow({}, Date.now() + ahead));
  render(<LiveContext value={aLive({ store })}>{child}</LiveContext>);
}

const shown = () => screen.getByTestId('time-left').textContent;

describe('TimeLeft', () => {
  it('counts by the server clock, not by ours', () => {
    page(30_000, <TimeLeft from={1_000_000} deadline={1_120_000} />);
    expect(shown()).toBe('1:30');
  });

  it('ticks each second down to due', () => {
    page(0, <TimeLeft from={999_000} deadline={1_003_000} />);
    expect(shown()).toBe('0:03');
    act(() => void vi.advanceTimersByTime(1000));
    expect(shown()).toBe('0:02');
    act(() => void vi.advanceTimersByTime(2000));
    expect(shown()).toBe('due');
  });

  it('stands out in the last minute', () => {
    page(0, <TimeLeft from={0} deadline={1_061_000} />);
    const soon = () => document.querySelector('[data-soon]') !== null;
    expect(soon()).toBe(false);
    act(() => void vi.advanceTimersByTime(1000));
    expect(soon()).toBe(true);
  });
});

describe('RelativeTime', () => {
  it('keeps current, with the exact time for those who hover', () => {
    page(0, <RelativeTime at={995_000} />);
    const time = screen.getByText('5 sec. ago');
    expect(time.getAttribute('datetime')).toBe('1970-01-01T00:16:35.000Z');
    act(() => void vi.advanceTimersByTime(60_000));
    expect(time.textContent).toBe('1 min. ago');
  });
});
