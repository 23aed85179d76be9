/** Who gets whose presence, as an item of the owner's roster says it (RFC 6121 §2.1.2.5). */
export type Subscription = 'none' | 'to' | 'from' | 'both';

/** The four presence types that change subscriptions (RFC 6121 §3). */
export type SubscriptionType = 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed';

/** How things stand between the owner of a roster and one contact (RFC 6121 appendix A.1), pre-approval included (§3.4). */
export interface SubscriptionState {
  readonly subscription: Subscription;
  /** Pending out: the owner has asked. Never together with `to` or `both`. */
  readonly ask: boolean;
  /** Pending in: the contact has asked. Never together with `from` or `both`. */
  readonly asked: boolean;
  /** The owner has said yes before being asked. */
  readonly approved: boolean;
}

export const NO_SUBSCRIPTION: SubscriptionState = {
  subscription: 'none',
  ask: false,
  asked: false,
  approved: false,
};

export interface Sent {
  readonly next: SubscriptionState;
  /** The contact is to be told. */
  readonly route: boolean;
}

export interface Arrived {
  readonly next: SubscriptionState;
  /** The owner is to be told. */
  readonly deliver: boolean;
  /** The server says yes on the owner's behalf (§3.1.3, §3.4.2). */
  readonly approve: boolean;
}

export const isSubscriptionType = (type: string): type is SubscriptionType =>
  type === 'subscribe' || type === 'subscribed' || type === 'unsubscribe' || type === 'unsubscribed';

/** The owner gets the contact's presence. */
export const seesContact = ({ subscription }: { readonly subscription: Subscription }): boolean =>
  subscription === 'to' || subscription === 'both';

/** The contact gets the owner's presence. */
export const seenByContact = ({ subscription }: { readonly subscription: Subscription }): boolean =>
  subscription === 'from' || subscription === 'both';

/** The owner of the roster sends one of the four to the contact (appendix A.2). */
export function sendSubscription(type: SubscriptionType, state: SubscriptionState): Sent {
  switch (type) {
    case 'subscribe':
      // Routed in every state: whoever has lost track of the subscription may ask again.
      return { next: seesContact(state) ? state : { ...state, ask: true }, route: true };
    case 'unsubscribe':
      return { next: withTo(state, false), route: true };
    case 'subscribed':
      if (state.asked) return { next: withFrom(state, true), route: true };
      // §3.4.2: nobody has asked yet, so it is kept until somebody does; the contact is not told.
      return { next: seenByContact(state) ? state : { ...state, approved: true }, route: false };
    case 'unsubscribed':
      // §3.4.3: takes back an approval given in advance as well.
      return {
        next: { ...withFrom(state, false), approved: false },
        route: state.asked || seenByContact(state),
      };
  }
}

/** One of the four arrives from the contact (appendix A.3). */
export function receiveSubscription(type: SubscriptionType, state: SubscriptionState): Arrived {
  const ignored: Arrived = { next: state, deliver: false, approve: false };
  switch (type) {
    case 'subscribe':
      if (seenByContact(state)) return { ...ignored, approve: true };
      if (state.approved) return { next: withFrom(state, true), deliver: false, approve: true };
      return state.asked ? ignored : { next: { ...state, asked: true }, deliver: true, approve: false };
    case 'subscribed':
      return state.ask ? { next: withTo(state, true), deliver: true, approve: false } : ignored;
    case 'unsubscribe':
      if (!state.asked && !seenByContact(state)) return ignored;
      return { next: withFrom(state, false), deliver: true, approve: false };
    case 'unsubscribed':
      if (!state.ask && !seesContact(state)) return ignored;
      return { next: withTo(state, false), deliver: true, approve: false };
  }
}

/** A subscription that is decided, whichever way, is not pending any more. */
const withTo = (state: SubscriptionState, to: boolean): SubscriptionState => ({
  ...state,
  subscription: subscriptionOf(to, seenByContact(state)),
  ask: false,
});

const withFrom = (state: SubscriptionState, from: boolean): SubscriptionState => ({
  ...state,
  subscription: subscriptionOf(seesContact(state), from),
  asked: false,
});

function subscriptionOf(to: boolean, from: boolean): Subscription {
  if (to) return from ? 'both' : 'to';
  return from ? 'from' : 'none';
}
