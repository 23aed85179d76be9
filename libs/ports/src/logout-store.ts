/** When accounts were last left by all their resources (XEP-0012 §3). */
export interface LogoutStore {
  /** Each in place of the one before, in one transaction. @param at ms since the epoch */
  record(logouts: readonly { readonly bareJid: string; readonly at: number }[]): Promise<void>;
  find(bareJid: string): Promise<number | undefined>;
}
