import { describe, expect, it } from 'vitest';
import {
  isSubscriptionType,
  NO_SUBSCRIPTION,
  receiveSubscription,
  type SubscriptionState,
  type SubscriptionType,
  seenByContact,
  seesContact,
  sendSubscription,
} from './subscription.js';

/** The nine states of RFC 6121 appendix A.1 by short names: `+out` pending out, `+in` pending in. */
const states: Record<string, SubscriptionState> = {
  none: NO_SUBSCRIPTION,
  'none+out': { ...NO_SUBSCRIPTION, ask: true },
  'none+in': { ...NO_SUBSCRIPTION, asked: true },
  'none+out+in': { ...NO_SUBSCRIPTION, ask: true, asked: true },
  to: { ...NO_SUBSCRIPTION, subscription: 'to' },
  'to+in': { ...NO_SUBSCRIPTION, subscription: 'to', asked: true },
  from: { ...NO_SUBSCRIPTION, subscription: 'from' },
  'from+out': { ...NO_SUBSCRIPTION, subscription: 'from', ask: true },
  both: { ...NO_SUBSCRIPTION, subscription: 'both' },
};

const nameOf = ({ subscription, ask, asked }: SubscriptionState) =>
  `${subscription}${ask ? '+out' : ''}${asked ? '+in' : ''}`;

type Row = [state: string, next: string, told: boolean];

/** Appendix A.2, word for word; whether the stanza is routed. */
const sent: Record<SubscriptionType, Row[]> = {
  subscribe: [
    ['none', 'none+out', true],
    ['none+out', 'none+out', true],
    ['none+in', 'none+out+in', true],
    ['none+out+in', 'none+out+in', true],
    ['to', 'to', true],
    ['to+in', 'to+in', true],
    ['from', 'from+out', true],
    ['from+out', 'from+out', true],
    ['both', 'both', true],
  ],
  unsubscribe: [
    ['none', 'none', true],
    ['none+out', 'none', true],
    ['none+in', 'none+in', true],
    ['none+out+in', 'none+in', true],
    ['to', 'none', true],
    ['to+in', 'none+in', true],
    ['from', 'from', true],
    ['from+out', 'from', true],
    ['both', 'from', true],
  ],
  subscribed: [
    ['none', 'none', false],
    ['none+out', 'none+out', false],
    ['none+in', 'from', true],
    ['none+out+in', 'from+out', true],
    ['to', 'to', false],
    ['to+in', 'both', true],
    ['from', 'from', false],
    ['from+out', 'from+out', false],
    ['both', 'both', false],
  ],
  unsubscribed: [
    ['none', 'none', false],
    ['none+out', 'none+out', false],
    ['none+in', 'none', true],
    ['none+out+in', 'none+out', true],
    ['to', 'to', false],
    ['to+in', 'to', true],
    ['from', 'none', true],
    ['from+out', 'none+out', true],
    ['both', 'to', true],
  ],
};

/** Appendix A.3, word for word; whether the stanza is delivered. */
const received: Record<SubscriptionType, Row[]> = {
  subscribe: [
    ['none', 'none+in', true],
    ['none+out', 'none+out+in', true],
    ['none+in', 'none+in', false],
    ['none+out+in', 'none+out+in', false],
    ['to', 'to+in', true],
    ['to+in', 'to+in', false],
    ['from', 'from', false],
    ['from+out', 'from+out', false],
    ['both', 'both', false],
  ],
  unsubscribe: [
    ['none', 'none', false],
    ['none+out', 'none+out', false],
    ['none+in', 'none', true],
    ['none+out+in', 'none+out', true],
    ['to', 'to', false],
    ['to+in', 'to', true],
    ['from', 'none', true],
    ['from+out', 'none+out', true],
    ['both', 'to', true],
  ],
  subscribed: [
    ['none', 'none', false],
    ['none+out', 'to', true],
    ['none+in', 'none+in', false],
    ['none+out+in', 'to+in', true],
    ['to', 'to', false],
    ['to+in', 'to+in', false],
    ['from', 'from', false],
    ['from+out', 'both', true],
    ['both', 'both', false],
  ],
  unsubscribed: [
    ['none', 'none', false],
    ['none+out', 'none', true],
    ['none+in', 'none+in', false],
    ['none+out+in', 'none+in', true],
    ['to', 'none', true],
    ['to+in', 'none+in', true],
    ['from', 'from', false],
    ['from+out', 'from', true],
    ['both', 'from', true],
  ],
};

const rowsOf = (table: Record<SubscriptionType, Row[]>) =>
  (Object.keys(table) as SubscriptionType[]).flatMap((type) =>
    table[type].map((row) => [type, ...row] as const),
  );

describe('the owner sends (RFC 6121 appendix A.2)', () => {
  it.each(rowsOf(sent))('%s in state %s: %s, routed %s', (type, state, next, route) => {
    const outcome = sendSubscription(type, states[state]!);
    expect([nameOf(outcome.next), outcome.route]).toEqual([next, route]);
  });
});

describe('the contact sends (RFC 6121 appendix A.3)', () => {
  it.each(rowsOf(received))('%s in state %s: %s, delivered %s', (type, state, next, deliver) => {
    const outcome = receiveSubscription(type, states[state]!);
    expect([nameOf(outcome.next), outcome.deliver]).toEqual([next, deliver]);
  });

  it('who is subscribed already and asks is told so (§3.1.3)', () => {
    const approving = Object.keys(states).filter(
      (name) => receiveSubscription('subscribe', states[name]!).approve,
    );
    expect(approving).toEqual(['from', 'from+out', 'both']);
  });
});

describe('approval in advance (RFC 6121 §3.4)', () => {
  it.each(Object.keys(states))('subscribed in state %s is kept where nobody has asked yet', (name) => {
    const state = states[name]!;
    const { next, route } = sendSubscription('subscribed', state);
    expect(next.approved).toBe(!state.asked && !seenByContact(state));
    expect(next.approved && route).toBe(false);
  });

  it.each([
    ['none', 'from'],
    ['none+out', 'from+out'],
    ['to', 'both'],
  ])('a request in state %s is granted unseen: %s', (name, then) => {
    const outcome = receiveSubscription('subscribe', { ...states[name]!, approved: true });
    expect(nameOf(outcome.next)).toBe(then);
    expect(outcome).toMatchObject({ approve: true, deliver: false });
  });

  it.each(Object.keys(states))('unsubscribed in state %s takes it back', (name) => {
    const outcome = sendSubscription('unsubscribed', { ...states[name]!, approved: true });
    expect(outcome.next.approved).toBe(false);
  });

  it.each(Object.keys(states))('nothing the contact does in state %s takes it back', (name) => {
    for (const type of ['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed'] as const)
      expect(receiveSubscription(type, { ...states[name]!, approved: true }).next.approved).toBe(true);
  });
});

describe('two rosters that exchange every type in every order', () => {
  it('agree with each other, and never leave the nine states', () => {
    type Pair = readonly [SubscriptionState, SubscriptionState];
    const key = (pair: Pair) => JSON.stringify(pair);
    const open: Pair[] = [[NO_SUBSCRIPTION, NO_SUBSCRIPTION]];
    const seen = new Map(open.map((pair) => [key(pair), pair]));
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      for (const sender of [0, 1] as const)
        for (const type of Object.keys(sent) as SubscriptionType[]) {
          const next = exchange(pair, sender, type);
          if (!seen.has(key(next))) open.push(next);
          seen.set(key(next), next);
        }
    }
    for (const [one, other] of seen.values()) {
      expect(Object.keys(states)).toContain(nameOf(one));
      expect(seesContact(one)).toBe(seenByContact(other));
      expect(one.ask).toBe(other.asked);
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  function exchange(
    pair: readonly [SubscriptionState, SubscriptionState],
    sender: 0 | 1,
    type: SubscriptionType,
  ): readonly [SubscriptionState, SubscriptionState] {
    const out = sendSubscription(type, pair[sender]);
    let mine = out.next;
    let theirs = pair[1 - sender]!;
    if (out.route) {
      const arrived = receiveSubscription(type, theirs);
      theirs = arrived.next;
      if (arrived.approve) mine = receiveSubscription('subscribed', mine).next;
    }
    return sender === 0 ? [mine, theirs] : [theirs, mine];
  }
});

it('knows the four types', () => {
  expect(Object.keys(sent).every(isSubscriptionType)).toBe(true);
  expect(['', 'probe', 'unavailable', 'error'].some(isSubscriptionType)).toBe(false);
});
