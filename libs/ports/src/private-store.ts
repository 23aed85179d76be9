/** One fragment a user keeps on the server (XEP-0049), found by the namespace and name of its root element. */
export interface PrivateFragment {
  readonly namespace: string;
  readonly name: string;
  /** Complete and self-contained: declares its own namespace. */
  readonly xml: string;
}

export interface PrivateStore {
  find(bareJid: string, namespace: string, name: string): Promise<string | undefined>;
  /**
   * Puts all of them in one transaction, each in place of what was there under its namespace and name.
   * @param maxBytes UTF-8 bytes all fragments of the user may have together
   * @returns false, and nothing is changed, when that would be more, or when there is no such account
   */
  put(bareJid: string, fragments: readonly PrivateFragment[], maxBytes: number): Promise<boolean>;
}
