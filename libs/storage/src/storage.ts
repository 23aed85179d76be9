import type { DataSource } from 'typeorm';
import type {
  AccountStore,
  ApiKeyStore,
  BlockStore,
  EventStore,
  HistoryStore,
  LimitStore,
  LogoutStore,
  OfflineStore,
  OldSessionStore,
  OperatorStore,
  PrivateStore,
  RosterStore,
  SettingStore,
  TracedUserStore,
  VcardStore,
} from '#ports';
import { inOneSecond, LoginLog, type Schedule } from './login-log.js';
import { SqliteAccountStore } from './stores/sqlite-account-store.js';
import { SqliteApiKeyStore } from './stores/sqlite-api-key-store.js';
import { SqliteBlockStore } from './stores/sqlite-block-store.js';
import { SqliteEventStore } from './stores/sqlite-event-store.js';
import { SqliteHistoryStore } from './stores/sqlite-history-store.js';
import { SqliteLimitStore } from './stores/sqlite-limit-store.js';
import { SqliteLogoutStore } from './stores/sqlite-logout-store.js';
import { SqliteOfflineStore } from './stores/sqlite-offline-store.js';
import { SqliteOldSessionStore } from './stores/sqlite-old-session-store.js';
import { SqliteOperatorStore } from './stores/sqlite-operator-store.js';
import { SqlitePrivateStore } from './stores/sqlite-private-store.js';
import { SqliteRosterStore } from './stores/sqlite-roster-store.js';
import { SqliteSettingStore } from './stores/sqlite-setting-store.js';
import { SqliteTracedUserStore } from './stores/sqlite-traced-user-store.js';
import { SqliteVcardStore } from './stores/sqlite-vcard-store.js';
import { WriteQueue } from './write-queue.js';

export interface StorageOptions {
  /** Milliseconds since the epoch; the system's clock by default. */
  readonly now?: () => number;
  /** When to write what is written behind; a second later by default. */
  readonly schedule?: Schedule;
  /** Told when something written behind could not be written; it is tried again. */
  readonly onError?: (error: unknown) => void;
}

/** The stores over one database and its one writer. */
export class Storage {
  readonly accounts: AccountStore;
  readonly oldSessions: OldSessionStore;
  readonly limits: LimitStore;
  readonly operators: OperatorStore;
  readonly apiKeys: ApiKeyStore;
  readonly offline: OfflineStore;
  readonly privateData: PrivateStore;
  readonly vcards: VcardStore;
  readonly blocks: BlockStore;
  readonly logouts: LogoutStore;
  readonly rosters: RosterStore;
  readonly settings: SettingStore;
  readonly events: EventStore;
  readonly history: HistoryStore;
  readonly tracedUsers: TracedUserStore;
  readonly #writes = new WriteQueue();
  readonly #logins: LoginLog;
  #closing: Promise<void> | undefined;

  constructor(
    readonly dataSource: DataSource,
    { now = Date.now, schedule = inOneSecond, onError = () => undefined }: StorageOptions = {},
  ) {
    this.#logins = new LoginLog(dataSource, this.#writes, schedule, onError);
    this.accounts = new SqliteAccountStore(dataSource, this.#writes, this.#logins, now);
    this.oldSessions = new SqliteOldSessionStore(dataSource, this.#writes, now);
    this.limits = new SqliteLimitStore(dataSource, this.#writes);
    this.operators = new SqliteOperatorStore(dataSource, this.#writes);
    this.apiKeys = new SqliteApiKeyStore(dataSource, this.#writes);
    this.offline = new SqliteOfflineStore(dataSource, this.#writes);
    this.privateData = new SqlitePrivateStore(dataSource, this.#writes);
    this.vcards = new SqliteVcardStore(dataSource, this.#writes);
    this.blocks = new SqliteBlockStore(dataSource, this.#writes);
    this.logouts = new SqliteLogoutStore(dataSource, this.#writes);
    this.settings = new SqliteSettingStore(dataSource, this.#writes);
    this.tracedUsers = new SqliteTracedUserStore(dataSource, this.#writes);
    this.rosters = new SqliteRosterStore(dataSource, this.#writes);
    this.history = new SqliteHistoryStore(dataSource, this.#writes);
    this.events = new SqliteEventStore(dataSource, this.#writes, schedule, onError);
  }

  /** Runs `work` while nobody writes to the database. */
  standstill(work: () => Promise<void>): Promise<void> {
    return this.#writes.run(work);
  }

  /** Writes what is written behind, waits for what is being written, and closes the database. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      await Promise.all([this.#logins.flush(), this.events.flush()]);
    } finally {
      await this.#writes.close();
      await this.dataSource.destroy();
    }
  }
}
