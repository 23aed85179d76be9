/** Whom users have blocked (XEP-0191). JIDs are prepared (RFC 7622); a blocked one may be full, bare or a domain. */
export interface BlockStore {
  /** Every block there is, each user's in the order they were made; read once at start. */
  all(): Promise<{ bareJid: string; jid: string }[]>;
  /** Adds those that are not there yet, in one transaction; nothing when there is no such account. */
  add(bareJid: string, jids: readonly string[]): Promise<void>;
  /** null: all of the user's. */
  remove(bareJid: string, jids: readonly string[] | null): Promise<void>;
}
