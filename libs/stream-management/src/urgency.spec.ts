import { describe, expect, it } from 'vitest';
import type { QueuedStanza } from './queued-stanza.js';
import { queued } from './testing/queued.js';
import { isUrgent } from './urgency.js';

const urgent = (other: Partial<QueuedStanza>) => isUrgent(queued(other));

describe('urgency (XEP-0352)', () => {
  it.each([
    ['a message', {}, true],
    ['a chat state', { transient: true }, false],
    ['a carbon', { copy: true }, true],
    ['a carbon of a chat state', { copy: true, transient: true }, false],
    ['presence', { kind: 'presence', type: '' }, false],
    ['unavailable presence', { kind: 'presence', type: 'unavailable' }, false],
    ['a subscription', { kind: 'presence', type: 'subscribe' }, true],
    ['a presence error', { kind: 'presence', type: 'error' }, true],
    ['an iq', { kind: 'iq', type: 'result' }, true],
  ] as const)('of %s', (_what, other, expected) => expect(urgent(other)).toBe(expected));
});
