import { describe, expect, it } from 'vitest';
import { aSession } from '../../testing/live-messages.js';
import { isPossible, sessionActions } from './actions.js';

const possible = (given: Parameters<typeof aSession>[0]) =>
  sessionActions.filter((action) => isPossible(action, aSession(given)));

describe('what can be done to a session', () => {
  it.each([
    ['connected', { state: 'connected' }, ['request-ack', 'disconnect', 'kill']],
    ['connected and not resumable', { state: 'connected', resumable: false }, ['request-ack', 'kill']],
    [
      'without stream management',
      { state: 'connected', resumable: false, streamManagement: false },
      ['kill'],
    ],
    ['hibernating', { state: 'hibernating' }, ['extend', 'expire', 'kill']],
    ['ending', { state: 'ending' }, []],
  ] as const)('%s', (_name, given, expected) => expect(possible(given)).toEqual(expected));
});
