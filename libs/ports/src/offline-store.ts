/** A stanza kept for an account until its next login (XEP-0160). */
export interface OfflineStanza {
  /** Whom it is for. */
  readonly bareJid: string;
  /** Complete and self-contained; carries its XEP-0203 delay already. */
  readonly xml: string;
  readonly kind: 'message' | 'presence';
  /** The `type` attribute; '' when absent. */
  readonly type: string;
  /** JID of the sender. */
  readonly from: string;
  /** When it was accepted, ms since the epoch. */
  readonly at: number;
  /** Number of the journal's intent that it is written for; 0 without a journal. No two stanzas share one. */
  readonly intent: number;
}

/** One that is in the store; `seq`s grow and are never given twice. */
export interface StoredOfflineStanza extends OfflineStanza {
  readonly seq: number;
}

export interface OfflineStore {
  /**
   * Appends in one transaction, in order, as many as each user may have.
   * @param limit stanzas one user may have; null: any number
   * @returns those that were not kept, because the user has that many or there is no such account
   */
  append(stanzas: readonly OfflineStanza[], limit: number | null): Promise<OfflineStanza[]>;
  /**
   * Shows `hand` all of a user, oldest first, and forgets as many of the first as it says it has taken, once it says so.
   * Nothing else is appended or taken meanwhile; nobody is called where there is nothing. Answers how many were taken.
   */
  take(bareJid: string, hand: (stanzas: readonly StoredOfflineStanza[]) => Promise<number>): Promise<number>;
  /** Forgets a user's stanzas up to and with this `seq`. */
  forget(bareJid: string, upTo: number): Promise<void>;
  /** Those of these intents whose stanzas are there. */
  written(intents: readonly number[]): Promise<ReadonlySet<number>>;
  count(bareJid: string): Promise<number>;
}
