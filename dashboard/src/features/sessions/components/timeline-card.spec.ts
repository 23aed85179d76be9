import { expect, it } from 'vitest';
import { wordsOf } from './timeline-card.js';

it('says a reason as its kind means it: who came too late did not run out of time', () => {
  const failed = { kind: 'smacks-resume-failed', reason: 'expired', detail: 'h 4' } as const;
  expect(wordsOf(failed)).toBe('it came too late · h 4');
  expect(wordsOf({ kind: 'session-ended', reason: 'expired', detail: null })).toBe('time ran out');
});
