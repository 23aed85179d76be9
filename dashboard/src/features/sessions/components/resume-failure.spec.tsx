// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SessionView } from '#contracts';
import { LiveContext } from '../../../lib/live.js';
import { aLive } from '../../../testing/a-live.js';
import { aSession } from '../../../testing/live-messages.js';
import { SinceCell } from './cells.js';
import { SessionFields } from './session-fields.js';

afterEach(cleanup);

const failed = { lastResumeFailure: { reason: 'h_too_high', at: 1_000_000 } } as const;

function show(part: typeof SinceCell | typeof SessionFields, changes: Partial<SessionView>) {
  const Part = part;
  render(
    <LiveContext value={aLive()}>
      <Part session={aSession(changes)} />
    </LiveContext>,
  );
}

describe('the last refused resumption', () => {
  it('is in the row, in words', () => {
    show(SinceCell, failed);
    expect(screen.getByTestId('resume-failure').textContent).toBe('resume refused: h too high');
  });

  it('is in the drawer, with its time', () => {
    show(SessionFields, failed);
    const field = screen.getByText('Last refused').parentElement;
    expect(field?.textContent).toMatch(/^Last refusedh too high, .*\(.*\)$/);
  });

  it.each([SinceCell, SessionFields])('is nowhere where there was none', (part) => {
    show(part, { lastResumeFailure: null });
    expect(screen.queryByTestId('resume-failure')).toBeNull();
    expect(screen.queryByText('Last refused')).toBeNull();
  });
});
