import type {
  AccountView,
  ImportAccounts,
  ImportResult,
  LimitChange,
  LimitName,
  Page,
  SessionSort,
  SessionView,
  UserLimits,
} from '#contracts';

export interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}

/** Which sessions, and in what order; conditions as they are typed. */
export interface SessionSelection {
  readonly filter: string[];
  readonly sort?: SessionSort;
}

/**
 * What the commands act on: the running server, or its data directory while it is stopped. JIDs are bare and prepared.
 * Everything rejects with CommandError, in words for the operator, when it cannot be done.
 */
export interface Backend {
  /** The XMPP domain that accounts belong to. */
  readonly domain: string;
  accounts(query: PageRequest & { search?: string }): Promise<Page<AccountView>>;
  addAccount(jid: string, password: string): Promise<void>;
  importAccounts(accounts: ImportAccounts['accounts']): Promise<ImportResult>;
  removeAccount(jid: string): Promise<void>;
  setPassword(jid: string, password: string): Promise<void>;
  setDisabled(jid: string, disabled: boolean): Promise<void>;
  sessions(query: PageRequest & SessionSelection): Promise<Page<SessionView>>;
  endSession(how: 'expire' | 'kill', id: string, reason: string): Promise<void>;
  limits(jid: string): Promise<UserLimits>;
  /** `value` null is unlimited; times in seconds. Refused when `version` is not that of the limits any more. */
  setLimit(jid: string, name: LimitName, value: number | null, version?: string): Promise<LimitChange>;
  clearLimit(jid: string, name: LimitName, version?: string): Promise<LimitChange>;
  /** Sets the password of a dashboard account. */
  setOperatorPassword(username: string, password: string): Promise<void>;
  close(): Promise<void>;
}
