import { expect, it } from 'vitest';
import { eventKinds } from '#contracts';
import { anEvent } from '../testing/live-messages.js';
import { eventSentence } from './event-sentence.js';

const says = (given: Parameters<typeof anEvent>[1]) => eventSentence(anEvent(1, given));

it('tells what happened with reason and numbers', () => {
  expect(
    says({ kind: 'smacks-hibernation-start', reason: 'connection-lost', detail: '3 unacknowledged' }),
  ).toBe('fell asleep: connection lost, 3 unacknowledged');
  expect(
    says({ kind: 'smacks-resume-failed', reason: 'expired', detail: 'the session had ended: evicted' }),
  ).toBe('could not resume: it came too late; the session had ended: evicted');
  expect(says({ kind: 'session-ended', reason: 'evicted' })).toBe('ended: pushed out by a limit');
  expect(says({ kind: 'smacks-resumed', reason: 'displaced', detail: '2 sent again' })).toBe(
    'resumed, 2 sent again; its old connection was still there',
  );
  expect(says({ kind: 'journal-strained', reason: 'over' })).toBe('The journal can be written again');
});

it('has a sentence for every kind, also with nothing to add', () => {
  for (const kind of eventKinds) expect(says({ kind }), kind).toMatch(/^\w[^:,]*\w$/);
});
