/** SCRAM keys of an account (RFC 5802 §3). The password itself is never stored. All values base64. */
export interface ScramKeys {
  readonly salt: string;
  readonly iterations: number;
  readonly sha1: { readonly storedKey: string; readonly serverKey: string };
  readonly sha256: { readonly storedKey: string; readonly serverKey: string };
}

export interface Account {
  readonly bareJid: string;
  readonly keys: ScramKeys;
  readonly disabled: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly lastLoginAt: number | null;
}

export interface AccountPage {
  readonly items: readonly Omit<Account, 'keys'>[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
  readonly total: number;
}

/** XMPP accounts. JIDs are bare and already prepared (RFC 7622). */
export interface AccountStore {
  find(bareJid: string): Promise<Account | undefined>;
  /** Of these accounts those that may log in, with the time they were made. */
  active(bareJids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Adds those that do not exist yet, in one transaction; answers the JIDs that already existed and were left alone. */
  add(accounts: readonly { bareJid: string; keys: ScramKeys }[]): Promise<{ existing: string[] }>;
  /** True if it existed. */
  setKeys(bareJid: string, keys: ScramKeys): Promise<boolean>;
  setDisabled(bareJid: string, disabled: boolean): Promise<boolean>;
  remove(bareJid: string): Promise<boolean>;
  /** Calls `listener` whenever an account has been removed, before {@link remove} resolves. */
  onRemoved(listener: (bareJid: string) => void): void;
  /** Written behind and batched: a login never waits for it. */
  recordLogin(bareJid: string, at: number): void;
  /** Ordered by JID; `search` is a substring. */
  list(query: {
    after?: string | undefined;
    limit: number;
    search?: string | undefined;
  }): Promise<AccountPage>;
}
