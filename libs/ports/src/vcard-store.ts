/** Each user's vCard (XEP-0054), as it was given. */
export interface VcardStore {
  find(bareJid: string): Promise<string | undefined>;
  /** In place of the one before; false when there is no such account. */
  put(bareJid: string, xml: string): Promise<boolean>;
}
