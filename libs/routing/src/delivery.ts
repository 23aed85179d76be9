/** What the local parts of an address and the state of its resources come to (RFC 6121 §8.5). */
export interface Target {
  /** The stanza is addressed to a full JID. */
  readonly full: boolean;
  /** A session is bound to exactly that full JID, hibernating ones included. */
  readonly match: boolean;
  /** Available resources with a priority of 0 or more. */
  readonly willing: number;
}

export type Delivery =
  /** To the session of that full JID (§8.5.3.1). */
  | 'match'
  /** To the available resources of highest non-negative priority (§8.5.2.1.1). */
  | 'top'
  /** To every available resource of non-negative priority. */
  | 'willing'
  /** To every available resource. */
  | 'available'
  /** The server answers for the account (§8.5.2.1.3). */
  | 'server'
  /** Kept until somebody is there to take it, or else service-unavailable (§8.5.2.2.1). */
  | 'store'
  /** Error service-unavailable to the sender. */
  | 'unavailable'
  | 'ignore';

/** @param type the `type` attribute; unknown message types count as normal (RFC 6121 §5.2.2). */
export function deliverMessage(type: string, target: Target): Delivery {
  if (target.full && target.match) return 'match';
  switch (type) {
    case 'chat':
      return target.willing > 0 ? 'top' : 'store';
    case 'groupchat':
      return 'unavailable';
    case 'headline':
      return !target.full && target.willing > 0 ? 'willing' : 'ignore';
    case 'error':
      return 'ignore';
    default:
      // §8.5.3.2.1: normal to a full JID that is not there is not handed to other resources.
      if (target.full) return 'unavailable';
      return target.willing > 0 ? 'top' : 'store';
  }
}

/** Presence other than subscriptions; errors included. */
export function deliverPresence(type: string, target: Target): Delivery {
  if (target.full) return target.match ? 'match' : 'ignore';
  return type === '' || type === 'unavailable' ? 'available' : 'ignore';
}

export function deliverIq(type: string, target: Target): Delivery {
  if (target.full) {
    if (target.match) return 'match';
    return type === 'get' || type === 'set' ? 'unavailable' : 'ignore';
  }
  return type === 'get' || type === 'set' ? 'server' : 'ignore';
}
