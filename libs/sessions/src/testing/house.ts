import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DormouseConfigModule, LiveConfiguration, loadConfiguration } from '#config';
import {
  ACCOUNT_STORE,
  CLOCK,
  JOURNAL,
  type JournalPort,
  LIMIT_STORE,
  noJournal,
  OFFLINE_STORE,
  OLD_SESSION_STORE,
} from '#ports';
import { Counters } from '#telemetry';
import { Delivery } from '../delivery.js';
import { Enabling } from '../enabling.js';
import { Opening } from '../opening.js';
import type { ResumeOutcome } from '../resume-attempt.js';
import { ResumeDesk } from '../resume-desk.js';
import type { Session } from '../session.js';
import { type SessionEventMap, SessionEvents } from '../session-events.js';
import { SessionRegistry } from '../session-registry.js';
import { SessionRunner } from '../session-runner.js';
import { SessionsModule } from '../sessions.module.js';
import { StanzaSink } from '../stanza-sink.js';
import { DeadlineWheel } from '../wheel.js';
import { FakeClock } from './fake-clock.js';
import { MemoryLimits } from './memory-limits.js';
import { MemoryOffline } from './memory-offline.js';
import { MemoryOldSessions } from './memory-old-sessions.js';
import { RecordingConnection } from './recording-connection.js';
import { RecordingLogger } from './recording-logger.js';
import { RecordingRouting } from './recording-routing.js';

const KINDS: readonly (keyof SessionEventMap)[] = [
  'session-opened',
  'smacks-enabled',
  'smacks-ack-delayed',
  'smacks-hibernation-start',
  'smacks-hibernation-stanza-queued',
  'smacks-hibernation-end',
  'smacks-resumed',
  'smacks-resume-failed',
  'smacks-queue-cut',
  'delivery-failure',
  'session-ended',
  'operator-action',
];

/** Since when an account may log in; null: it may not. */
type AccountBook = Map<string, number | null>;

const accountStore = () => {
  const book: AccountBook = new Map();
  const active = async (bareJids: readonly string[]) =>
    new Map(
      bareJids.flatMap((bareJid): [string, number][] => {
        const since = book.has(bareJid) ? book.get(bareJid) : 0;
        return since == null ? [] : [[bareJid, since]];
      }),
    );
  return { book, active };
};

export interface HouseOptions {
  /** `SMACKS_…` and `DORMOUSE_…` as in the environment. */
  readonly env?: Record<string, string>;
  readonly journal?: JournalPort;
  /** Kept from an earlier house, as a database outlives the process. */
  readonly limits?: MemoryLimits;
  readonly oldSessions?: MemoryOldSessions;
}

/** The real sessions module over stores in memory, a clock that stands still, and connections that write down. */
export class House {
  readonly events: { kind: keyof SessionEventMap; event: SessionEventMap[keyof SessionEventMap] }[] = [];
  readonly routing = new RecordingRouting();
  readonly offline: MemoryOffline;
  /** Who may log in, and since when the account has been there; whoever is not named here has been there from the start. */
  readonly accounts: AccountBook;

  private constructor(
    private readonly module: TestingModule,
    readonly clock: FakeClock,
    readonly oldSessions: MemoryOldSessions,
    readonly limitStore: MemoryLimits,
    readonly logger: RecordingLogger,
  ) {
    this.offline = this.get(OFFLINE_STORE);
    this.accounts = this.get<{ book: AccountBook }>(ACCOUNT_STORE).book;
    const emitter = this.get(SessionEvents);
    for (const kind of KINDS) emitter.on(kind, (event) => this.events.push({ kind, event }));
    this.get(StanzaSink).connect(this.routing);
  }

  static async build(options: HouseOptions = {}): Promise<House> {
    const { configuration } = new LiveConfiguration(
      loadConfiguration({ env: options.env ?? {}, readFile: () => '' }),
    );
    const [clock, logger] = [new FakeClock(), new RecordingLogger()];
    const oldSessions = options.oldSessions ?? new MemoryOldSessions();
    const limits = options.limits ?? new MemoryLimits();
    const stores = [
      { provide: ACCOUNT_STORE, useValue: accountStore() },
      { provide: OLD_SESSION_STORE, useValue: oldSessions },
      { provide: LIMIT_STORE, useValue: limits },
      { provide: OFFLINE_STORE, useValue: new MemoryOffline() },
      { provide: JOURNAL, useValue: options.journal ?? noJournal },
    ];
    @Global()
    @Module({ providers: stores, exports: stores })
    class StoresModule {}

    const module = await Test.createTestingModule({
      imports: [DormouseConfigModule.forRoot(configuration), StoresModule, SessionsModule],
    })
      .overrideProvider(CLOCK)
      .useValue(clock)
      .setLogger(logger)
      .compile();
    await module.init();
    return new House(module, clock, oldSessions, limits, logger);
  }

  close(): Promise<void> {
    return this.module.close();
  }

  get<T>(token: (abstract new (...args: never[]) => T) | symbol): T {
    return this.module.get<T>(token);
  }

  get registry(): SessionRegistry {
    return this.get(SessionRegistry);
  }

  get counters(): Counters {
    return this.get(Counters);
  }

  /** Binds a resource on a connection of its own. */
  bind(resource: string, bareJid = 'romeo@localhost', connection = new RecordingConnection()) {
    const session = this.get(Opening).open(bareJid, resource, connection);
    return { session, connection };
  }

  /** Binds and enables; `smId` is '' when resumption was not granted. */
  bindResumable(resource: string, bareJid?: string, max?: number) {
    const bound = this.bind(resource, bareJid);
    const answer = this.enable(bound.session, max);
    return { ...bound, smId: /id='([^']+)'/.exec(answer)?.[1] ?? '', answer };
  }

  enable(session: Session, max?: number): string {
    const enablement = this.get(Enabling).prepare(session, 'urn:xmpp:sm:3', { resume: true, max });
    if (enablement === undefined) throw new Error('stream management was on already');
    enablement.finish();
    return enablement.answer;
  }

  /** The connection of a session dies. */
  cut(session: Session): void {
    this.get(SessionRunner).lose(session, 'connection-lost');
  }

  deliver(session: Session, stanza: Parameters<Delivery['deliver']>[1]): boolean {
    return this.get(Delivery).deliver(session, stanza);
  }

  /** Sends `<resume/>`; resolves with its answer. */
  async resume(
    previd: string | undefined,
    h: string | undefined,
    connection = new RecordingConnection('192.0.2.2'),
    user = 'romeo@localhost',
  ): Promise<ResumeOutcome> {
    return new Promise((finish) => {
      const namespace = 'urn:xmpp:sm:3' as const;
      this.get(ResumeDesk).resume({ namespace, previd, h, user, connection, finish });
    });
  }

  /** Lets time pass, the wheel turning as its timer would. */
  pass(ms: number): void {
    const wheel = this.get(DeadlineWheel);
    for (let left = ms; left > 0; left -= 250) {
      this.clock.advance(Math.min(left, 250));
      wheel.tick();
    }
  }

  /** Resolves when a session has ended, or at once if it has. */
  async ended(session: Session): Promise<Session> {
    while (session.state.phase !== 'ended') await new Promise((resolve) => setImmediate(resolve));
    return session;
  }

  /** Events of one kind so far. */
  told<K extends keyof SessionEventMap>(kind: K): SessionEventMap[K][] {
    return this.events.filter((told) => told.kind === kind).map(({ event }) => event as SessionEventMap[K]);
  }
}
