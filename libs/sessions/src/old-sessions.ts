import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type SmacksConfig, smacksNamespace } from '#config';
import { CLOCK, type Clock, OLD_SESSION_STORE, type OldSession, type OldSessionStore } from '#ports';
import { Slices } from './slices.js';
import { UserLimits } from './user-limits.js';
import { DeadlineWheel, type Timed } from './wheel.js';

const PURGE_EVERY = 600_000;

/** The h of ended sessions: written in one batch per turn, however many sessions end together. */
@Injectable()
export class OldSessions implements OnApplicationBootstrap, Timed {
  readonly #logger = new Logger('OldSessions');
  #batch: { readonly row: OldSession; readonly settled: () => void }[] = [];
  /** Its own: a session's fates are met within its turn here, before whoever waits for its h is answered. */
  readonly #slices: Slices;
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
  ) {
    this.#slices = new Slices(clock);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#purge();
    this.wheel.schedule(this, this.clock.monotonic() + PURGE_EVERY);
  }

  onWake(now: number): void {
    this.wheel.schedule(this, now + PURGE_EVERY);
    void this.#purge();
  }

  /** @param settled called when committed; a store that fails is logged and the end goes on: the session must not stay a ghost */
  remember(row: OldSession, settled: () => void): void {
    if (this.#batch.length === 0) setImmediate(() => void this.#write());
    this.#batch.push({ row, settled });
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
    const batch = this.#batch;
    this.#batch = [];
    await this.#store(batch.map(({ row }) => row));
    let next = 0;
    this.#slices.run(() => {
      batch[next++]?.settled();
      return next < batch.length;
    });
  }

  async #store(rows: readonly OldSession[]): Promise<void> {
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
    if (this.#counting !== undefined) return;
    this.#counting = this.#count().finally(() => {
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
