import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type SmacksConfig, smacksNamespace } from '#config';
import { CLOCK, type Clock, OLD_SESSION_STORE, type OldSession, type OldSessionStore } from '#ports';
import { UserLimits } from './user-limits.js';
import { DeadlineWheel, type Timed } from './wheel.js';

const PURGE_EVERY = 600_000;

/** The h of ended sessions: written in one batch per turn, however many sessions end together. */
@Injectable()
export class OldSessions implements OnApplicationBootstrap, Timed {
  readonly #logger = new Logger('OldSessions');
  #batch: OldSession[] = [];
  #flush: Promise<void> | undefined;
  #stale = false;
  #counting: Promise<void> | undefined;
  wakeAt = 0;
  /** How many are stored, as of the last write. */
  count = 0;

  constructor(
    @Inject(OLD_SESSION_STORE) private readonly store: OldSessionStore,
    @Inject(smacksNamespace.KEY) private readonly smacks: SmacksConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly wheel: DeadlineWheel,
    private readonly limits: UserLimits,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.#purge();
    this.wheel.schedule(this, this.clock.monotonic() + PURGE_EVERY);
  }

  onWake(now: number): void {
    this.wheel.schedule(this, now + PURGE_EVERY);
    void this.#purge();
  }

  /** Resolves when committed; a store that fails is logged and the end goes on, since the session must not stay a ghost. */
  remember(row: OldSession): Promise<void> {
    this.#batch.push(row);
    this.#flush ??= new Promise((resolve) => setImmediate(() => resolve(this.#write())));
    return this.#flush;
  }

  find(smIdHash: string): Promise<OldSession | undefined> {
    return this.store.find(smIdHash);
  }

  countOf(bareJid: string): Promise<number> {
    return this.store.countByUser(bareJid);
  }

  /** Forgets the user's oldest beyond the limit now in force. */
  async trim(bareJid: string): Promise<void> {
    await this.store.trim(bareJid, this.limits.of(bareJid).maxOldSessions);
    this.#countAgain();
  }

  async #write(): Promise<void> {
    const rows = this.#batch;
    this.#batch = [];
    this.#flush = undefined;
    try {
      await this.store.remember(rows, (bareJid) => this.limits.of(bareJid).maxOldSessions);
      this.#countAgain();
    } catch (error) {
      this.#logger.error(`the h of ${rows.length} ended sessions could not be stored: ${String(error)}`);
    }
  }

  async #purge(): Promise<void> {
    try {
      await this.store.purge(this.clock.now() - this.smacks.oldSessionTtl);
      this.#countAgain();
    } catch (error) {
      this.#logger.error(`old sessions could not be purged: ${String(error)}`);
    }
  }

  /** Counting walks an index: one count at a time, and nobody waits for it. */
  #countAgain(): void {
    this.#stale = true;
    this.#counting ??= this.#count().finally(() => {
      this.#counting = undefined;
    });
  }

  async #count(): Promise<void> {
    try {
      while (this.#stale) {
        this.#stale = false;
        this.count = (await this.store.list({ limit: 1 })).total;
      }
    } catch (error) {
      this.#logger.error(`old sessions could not be counted: ${String(error)}`);
    }
  }
}
