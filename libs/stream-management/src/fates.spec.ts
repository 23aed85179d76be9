import { describe, expect, it } from 'vitest';
import { type FateContext, fateOf } from './fates.js';
import { OutboundQueue } from './outbound-queue.js';
import type { QueuedStanza } from './queued-stanza.js';
import { queued } from './testing/queued.js';

const SELF = 'juliet@example.com/balcony';
const context = (change: Partial<FateContext> = {}): FateContext => ({
  reason: 'expired',
  fullJid: SELF,
  domain: 'example.com',
  onExpiry: 'bounce',
  ...change,
});

const fate = (stanza: Partial<QueuedStanza>, change?: Partial<FateContext>) =>
  fateOf(queued(stanza), context(change));

describe('R19: fates', () => {
  it.each(['message', 'presence', 'iq'] as const)('%s from this very session: dropped', (kind) => {
    expect(fate({ kind, type: kind === 'iq' ? 'get' : '', from: SELF })).toBe('drop');
  });

  it('from another resource of the same account: not its own', () => {
    expect(fate({ from: 'juliet@example.com/garden' })).toBe('reroute');
  });

  it.each([
    ['the server', 'example.com'],
    ['the account, as a roster push', 'juliet@example.com'],
    ['nobody named', ''],
  ])('iq set from %s: dropped', (_, from) => {
    expect(fate({ kind: 'iq', type: 'set', from })).toBe('drop');
  });

  it('a message of the server is not an iq: another resource may read it', () => {
    expect(fate({ from: 'example.com', type: '' })).toBe('reroute');
  });

  it.each([
    ['message', 'error'],
    ['presence', 'error'],
    ['iq', 'error'],
    ['iq', 'result'],
  ] as const)('fault 9: %s %s is dropped, an error may never answer it', (kind, type) => {
    expect(fate({ kind, type })).toBe('drop');
  });

  it("a message of type 'result' is one of type normal (RFC 6121 §5.2.2)", () => {
    expect(fate({ type: 'result' })).toBe('reroute');
  });

  it('fault 12: a copy was acknowledged by a sibling: dropped', () => {
    expect(fate({ arrived: true })).toBe('drop');
    expect(fate({ arrived: true, kind: 'iq', type: 'get' })).toBe('drop');
  });

  it('fault 12: a copy is still queued for a sibling: dropped; the last holder settles it', () => {
    const stanza = queued();
    const [one, two] = [new OutboundQueue(), new OutboundQueue()];
    one.push(stanza);
    two.push(stanza);
    expect(one.drain().map((s) => fateOf(s, context()))).toEqual(['drop']);
    expect(two.drain().map((s) => fateOf(s, context({ fullJid: 'juliet@example.com/garden' })))).toEqual([
      'reroute',
    ]);
  });

  it.each(['chat', 'normal', ''])(
    'carbon copy %j: dropped, whatever the option says and however it ended',
    (type) => {
      expect(fate({ type, copy: true })).toBe('drop');
      expect(fate({ type, copy: true }, { onExpiry: 'offline' })).toBe('drop');
      expect(fate({ type, copy: true }, { reason: 'replaced' })).toBe('drop');
    },
  );

  it.each(['expired', 'replaced'] as const)('nothing but a chat state, session %s: dropped', (reason) => {
    expect(fate({ transient: true }, { reason })).toBe('drop');
    expect(fate({ transient: true, type: '' }, { reason })).toBe('drop');
  });

  it.each(['chat', 'normal', ''])('message %j, session replaced: waits for the heir', (type) => {
    expect(fate({ type }, { reason: 'replaced' })).toBe('inherit');
    expect(fate({ type }, { reason: 'replaced', onExpiry: 'drop' })).toBe('inherit');
  });

  it.each(['chat', 'normal', '', 'unheard-of'])(
    'message %j, on expiry bounce: another resource, else an error',
    (type) => {
      expect(fate({ type })).toBe('reroute');
    },
  );

  it.each(['expired', 'evicted', 'killed', 'closed', 'lost', 'shutdown'] as const)(
    'the way it ended makes no other difference: %s',
    (reason) => {
      expect(fate({}, { reason })).toBe('reroute');
      expect(fate({}, { reason, onExpiry: 'drop' })).toBe('drop');
    },
  );

  it.each(['chat', 'normal', ''])('message %j, on expiry drop: dropped', (type) => {
    expect(fate({ type }, { onExpiry: 'drop' })).toBe('drop');
  });

  it.each(['chat', 'normal', ''])(
    'message %j, on expiry offline: another resource, else the store, else an error',
    (type) => {
      expect(fate({ type }, { onExpiry: 'offline' })).toBe('store');
    },
  );

  it('with hint no-store: dropped where storing would be its fate, and only there', () => {
    expect(fate({ noStore: true }, { onExpiry: 'offline' })).toBe('reroute-or-drop');
    expect(fate({ noStore: true }, { onExpiry: 'bounce' })).toBe('reroute');
    expect(fate({ noStore: true }, { onExpiry: 'offline', reason: 'replaced' })).toBe('inherit');
    expect(fate({ noStore: true, type: 'groupchat' }, { onExpiry: 'offline' })).toBe('bounce');
  });

  it.each(['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed'])(
    'presence %s: kept for the next login, whatever the option says and however it ended',
    (type) => {
      expect(fate({ kind: 'presence', type })).toBe('keep');
      expect(fate({ kind: 'presence', type }, { onExpiry: 'drop' })).toBe('keep');
      expect(fate({ kind: 'presence', type }, { reason: 'replaced' })).toBe('keep');
      expect(fate({ kind: 'presence', type, arrived: true })).toBe('drop');
    },
  );

  it('groupchat: bounced, whatever the option says and however it ended', () => {
    expect(fate({ type: 'groupchat' })).toBe('bounce');
    expect(fate({ type: 'groupchat' }, { onExpiry: 'drop' })).toBe('bounce');
    expect(fate({ type: 'groupchat' }, { reason: 'replaced' })).toBe('bounce');
  });

  it('groupchat with a chat state only: bounced too, or the room never learns that its occupant is gone', () => {
    expect(fate({ type: 'groupchat', transient: true })).toBe('bounce');
  });

  it('headline: dropped, never inherited', () => {
    expect(fate({ type: 'headline' })).toBe('drop');
    expect(fate({ type: 'headline' }, { reason: 'replaced' })).toBe('drop');
  });

  it.each(['', 'unavailable'])('presence %j: dropped', (type) => {
    expect(fate({ kind: 'presence', type })).toBe('drop');
  });

  it.each(['get', 'set'])('iq %s: an error to the sender, whatever the option says', (type) => {
    expect(fate({ kind: 'iq', type })).toBe('bounce');
    expect(fate({ kind: 'iq', type }, { onExpiry: 'drop' })).toBe('bounce');
    expect(fate({ kind: 'iq', type }, { reason: 'replaced' })).toBe('bounce');
  });
});
