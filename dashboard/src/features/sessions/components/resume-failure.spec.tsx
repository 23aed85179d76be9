// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SessionDetail } from '#contracts';
import { LiveContext } from '../../../lib/live.js';
import { aLive } from '../../../testing/a-live.js';
import { aDetail } from '../../../testing/live-messages.js';
import { SinceCell } from './cells.js';
import { SessionFields } from './session-fields.js';

afterEach(cleanup);

const failed = { lastResumeFailure: { reason: 'h_too_high', at: 1_000_000 } } as const;

function show(part: typeof SinceCell | typeof SessionFields, changes: Partial<SessionDetail>) {
  const Part = part;
  render(
    <LiveContext value={aLive()}>
      <Part session={aDetail(changes)} />
    </LiveContext>,
  );
}

describe('the last refused resumption', () => {
  it('is in the row, in words', () => {
    show(SinceCell, failed);
    expect(screen.getByTestId('resume-failure').textContent).toBe('resume refused: h too high');
  });

  it('is on the page of the session, with its time', () => {
    show(SessionFields, failed);
    const field = screen.getByText('Last refused resume').parentElement;
    expect(field?.textContent).toMatch(/^Last refused resumeh too high, .*\(.*\)$/);
  });

  it.each([SinceCell, SessionFields])('is nowhere where there was none', (part) => {
    show(part, { lastResumeFailure: null });
    expect(screen.queryByTestId('resume-failure')).toBeNull();
    expect(screen.queryByText('Last refused resume')).toBeNull();
  });
});
