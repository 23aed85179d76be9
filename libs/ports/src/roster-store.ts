import type { Subscription } from '#routing';

/** What an account knows of one contact: an item of its roster (RFC 6121 §2.1.2), a request it has not answered, or both. */
export interface StoredContact {
  /** Bare JID or domain, prepared. */
  readonly jid: string;
  /** An item of the roster; a stranger who has asked to subscribe is none. */
  readonly listed: boolean;
  /** '' when there is none. */
  readonly name: string;
  readonly groups: readonly string[];
  readonly subscription: Subscription;
  /** The owner has asked to subscribe. */
  readonly ask: boolean;
  /** The owner approved in advance (§3.4). */
  readonly approved: boolean;
  /** The contact's request that waits for an answer, as the stanza it came in (§3.1.3); null when there is none. */
  readonly request: string | null;
}

/** A contact and the account whose contact it is. Neither listed nor with a request means that it is to be forgotten. */
export interface ContactChange extends StoredContact {
  readonly owner: string;
}

export interface RosterStore {
  /** By account, in no particular order; an account that does not exist is not in the answer. */
  load(owners: readonly string[]): Promise<Map<string, StoredContact[]>>;
  /** All or nothing. What is meant for an account that does not exist (any more) is left out. */
  write(changes: readonly ContactChange[]): Promise<void>;
}
