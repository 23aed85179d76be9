import { dirname } from 'node:path';
import {
  type DynamicModule,
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  ACCOUNT_STORE,
  API_KEY_STORE,
  BACKUP,
  BLOCK_STORE,
  EVENT_STORE,
  HISTORY_STORE,
  type JournalPin,
  LIMIT_STORE,
  LOGOUT_STORE,
  OFFLINE_STORE,
  OLD_SESSION_STORE,
  OPERATOR_STORE,
  PRIVATE_STORE,
  ROSTER_STORE,
  SETTING_STORE,
  TRACED_USER_STORE,
  VCARD_STORE,
} from '#ports';
import { Backups } from './backup/backups.js';
import { type EventBounds, EventRetention } from './event-retention.js';
import { Storage } from './storage.js';

export interface StorageModuleOptions {
  /** From `openDatabase`; belongs to the module from here on. */
  readonly dataSource: DataSource;
  /** Of the server, for backups. */
  readonly version?: string;
  /** The session journal beside the database, for backups; none unless told. */
  readonly pinJournal?: () => JournalPin;
  /** How many events are kept, and how long; all of them unless told. */
  readonly events?: EventBounds;
}

const EVENT_RETENTION = Symbol('EventRetention');

const noJournalFiles = (): JournalPin => ({ files: [], release: () => undefined });

/** Binds the store ports to the database and closes it when the application has shut down, after all who write to it. */
@Module({})
export class StorageModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly storage: Storage,
    @Inject(EVENT_RETENTION) private readonly retention: EventRetention | null,
  ) {}

  static forRoot({
    dataSource,
    version = '',
    pinJournal = noJournalFiles,
    events,
  }: StorageModuleOptions): DynamicModule {
    const logger = new Logger('Storage');
    const storage = new Storage(dataSource, {
      onError: (error) =>
        logger.warn(`what is written behind could not be written, trying again: ${String(error)}`),
    });
    const unkept = (error: unknown) => logger.warn(`old events could not be forgotten: ${String(error)}`);
    const backups = new Backups({
      dataDir: dirname(String(dataSource.options.database)),
      version,
      now: Date.now,
      standstill: (work) => storage.standstill(work),
      pinJournal,
    });
    const providers = [
      {
        provide: EVENT_RETENTION,
        useValue: events === undefined ? null : new EventRetention(storage.events, events, unkept),
      },
      { provide: BACKUP, useValue: backups },
      { provide: Storage, useValue: storage },
      { provide: DataSource, useValue: dataSource },
      { provide: ACCOUNT_STORE, useValue: storage.accounts },
      { provide: OLD_SESSION_STORE, useValue: storage.oldSessions },
      { provide: LIMIT_STORE, useValue: storage.limits },
      { provide: OFFLINE_STORE, useValue: storage.offline },
      { provide: PRIVATE_STORE, useValue: storage.privateData },
      { provide: VCARD_STORE, useValue: storage.vcards },
      { provide: BLOCK_STORE, useValue: storage.blocks },
      { provide: SETTING_STORE, useValue: storage.settings },
      { provide: TRACED_USER_STORE, useValue: storage.tracedUsers },
      { provide: ROSTER_STORE, useValue: storage.rosters },
      { provide: LOGOUT_STORE, useValue: storage.logouts },
      { provide: API_KEY_STORE, useValue: storage.apiKeys },
      { provide: OPERATOR_STORE, useValue: storage.operators },
      { provide: EVENT_STORE, useValue: storage.events },
      { provide: HISTORY_STORE, useValue: storage.history },
    ];
    return {
      module: StorageModule,
      global: true,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }

  /** Not waited for: a million rows too many must not hold up a start. */
  onApplicationBootstrap(): void {
    void this.retention?.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.retention?.stop();
    await this.storage.close();
  }
}
