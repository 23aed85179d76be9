// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mark } from '../story.js';
import { TimelineMarks } from './timeline-marks.js';

const mark = (at: number, kind: Mark['kind'], given: Partial<Mark> = {}): Mark => ({
  key: `k${at}`,
  at,
  kind,
  reason: null,
  detail: null,
  traceId: null,
  ...given,
});
const marks = [
  mark(100, 'session-opened'),
  mark(105, 'smacks-enabled'),
  mark(300, 'smacks-hibernation-start', { reason: 'connection-lost', detail: '2 unacknowledged' }),
  mark(500, 'smacks-resume-failed', { reason: 'h_too_high' }),
];
const buttons = () => screen.getAllByTestId('mark');
const focused = () => document.activeElement?.getAttribute('data-kind');
const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });
const card = () => screen.queryByTestId('timeline-card')?.textContent;

describe('the marks of a timeline', () => {
  beforeEach(() => {
    render(<TimelineMarks width={800} xOf={(at) => at} marks={marks} />);
  });
  afterEach(cleanup);

  it('are drawn where they happened; of several at one place the weightiest is seen', () => {
    expect(buttons().map((it) => [it.dataset['kinds'], it.dataset['kind'], it.style.left])).toEqual([
      ['session-opened smacks-enabled', 'session-opened', '100px'],
      ['smacks-hibernation-start', 'smacks-hibernation-start', '300px'],
      ['smacks-resume-failed', 'smacks-resume-failed', '500px'],
    ]);
  });

  it('tell what they stand for to who points at them or has them in focus', () => {
    expect(card()).toBeUndefined();
    fireEvent.mouseEnter(buttons()[1] as HTMLElement);
    expect(card()).toContain('connection lost · 2 unacknowledged');
    fireEvent.mouseLeave(screen.getByRole('group'));
    expect(card()).toBeUndefined();
    act(() => buttons()[0]?.focus());
    expect(card()).toMatch(/Opened.*Stream management on/);
    press('Escape');
    expect(card()).toBeUndefined();
  });

  it('are one stop for Tab, the last one first, and arrows lead from one to the next', () => {
    expect(buttons().map((it) => it.tabIndex)).toEqual([-1, -1, 0]);
    act(() => buttons()[2]?.focus());
    press('ArrowLeft');
    expect(focused()).toBe('smacks-hibernation-start');
    expect(buttons().map((it) => it.tabIndex)).toEqual([-1, 0, -1]);
    press('Home');
    expect(focused()).toBe('session-opened');
    press('ArrowLeft');
    expect(focused()).toBe('session-opened');
    press('End');
    expect(focused()).toBe('smacks-resume-failed');
    expect(card()).toContain('it counted more than was sent');
  });
});
