import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type SmacksConfig, smacksNamespace } from '#config';
import {
  CLOCK,
  type Clock,
  EVENT_LOOP,
  type EventLoop,
  OLD_SESSION_STORE,
  type OldSession,
  type OldSessionStore,
} from '#ports';
import { SessionJournal } from './session-journal.js';
import { Slices } from './slices.js';
import { UserLimits } from './user-limits.js';
import { DeadlineWheel, type Timed } from './wheel.js';

const PURGE_EVERY = 600_000;

/** With a journal a store that fails is tried so often, once a second, before a session's end goes on without its h. */
const ATTEMPTS = 60;
const RETRY_AFTER = 1_000;

interface Ended {
  readonly row: OldSession;
  readonly settled: () => void;
  readonly attempts: number;
}

/**
 * The h of ended sessions: written in one batch per turn, however many sessions end together; and what ends while one is being written
 * goes with the next, for a store that is slower than our turns would fall behind for ever.
 */
@Injectable()
export class OldSessions implements OnApplicationBootstrap, Timed {
  readonly #logger = new Logger('OldSessions');
  #batch: Ended[] = [];
  #writing = false;
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
    @Inject(EVENT_LOOP) private readonly loop: EventLoop,
    private readonly journal: SessionJournal,
  ) {
    this.#slices = new Slices(clock, loop);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#purge();
    this.wheel.schedule(this, this.clock.monotonic() + PURGE_EVERY);
  }

  onWake(now: number): void {
    this.wheel.schedule(this, now + PURGE_EVERY);
    void this.#purge();
  }

  /** @param settled called when committed, or when the store has failed for good: the session must not stay a ghost */
  remember(row: OldSession, settled: () => void): void {
    this.#add({ row, settled, attempts: 1 });
  }

  find(smIdHash: string): Promise<OldSession | undefined> {
    return this.store.find(smIdHash);
  }

  countOf(bareJid: string): Promise<number> {
    return this.store.countByUser(bareJid);
  }

  async forget(sessionId: string): Promise<boolean> {
    const forgotten = await this.store.forget(sessionId);
    if (forgotten) this.#countAgain();
    return forgotten;
  }

  async forgetUser(bareJid: string): Promise<number> {
    const forgotten = await this.store.forgetUser(bareJid);
    if (forgotten > 0) this.#countAgain();
    return forgotten;
  }

  /** Forgets the user's oldest beyond the limit now in force. */
  async trim(bareJid: string): Promise<void> {
    await this.store.trim(bareJid, this.limits.of(bareJid).maxOldSessions);
    this.#countAgain();
  }

  #add(ended: Ended): void {
    this.#batch.push(ended);
    if (this.#batch.length === 1 && !this.#writing) this.loop.soon(() => void this.#writeAll());
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    try {
      while (this.#batch.length > 0) await this.#write();
    } finally {
      this.#writing = false;
    }
  }

  async #write(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    if (!(await this.#store(batch.map(({ row }) => row))) && this.#again(batch)) return;
    let next = 0;
    this.#slices.run(() => {
      batch[next++]?.settled();
      return next < batch.length;
    });
  }

  /** With a journal the ends can wait for a disk that is full: they are in it, and are taken up again at the next start. */
  #again(batch: readonly Ended[]): boolean {
    if (!this.journal.recording) return false;
    const known = batch.filter(({ attempts }) => attempts < ATTEMPTS);
    this.loop.after(RETRY_AFTER, () => {
      for (const { row, settled, attempts } of known) this.#add({ row, settled, attempts: attempts + 1 });
    });
    for (const { settled, attempts } of batch) if (attempts >= ATTEMPTS) settled();
    return true;
  }

  async #store(rows: readonly OldSession[]): Promise<boolean> {
    try {
      await this.store.remember(rows, (bareJid) => this.limits.of(bareJid).maxOldSessions);
      this.#countAgain();
      return true;
    } catch (error) {
      this.#logger.error(`the h of ${rows.length} ended sessions could not be stored: ${String(error)}`);
      return false;
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
        this.count = await this.store.count();
      }
    } catch (error) {
      this.#logger.error(`old sessions could not be counted: ${String(error)}`);
    }
  }
}
