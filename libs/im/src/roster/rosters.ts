import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountStore, ROSTER_STORE, type RosterStore, type StoredContact } from '#ports';
import { SessionEvents, SessionJournal, SessionRegistry } from '#sessions';
import { Roster } from './roster.js';

/** Rosters of accounts without a session that stay in memory: somebody is about to answer or be asked again. */
const MAX_IDLE = 100;

interface Waiting {
  readonly use: (roster: Roster | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Rosters in memory: read at the first need, together with all others of the same turn, and kept while their owner has a
 * session. There is never more than one object for an account.
 */
@Injectable()
export class Rosters implements OnModuleInit {
  readonly #loaded = new Map<string, Roster>();
  readonly #waiting = new Map<string, Waiting[]>();
  #unread: string[] = [];
  /** Held by a change that is being written. */
  readonly #held = new Map<string, number>();
  /** Nobody's at the moment, the longest unused first. */
  readonly #idle = new Set<string>();

  constructor(
    @Inject(ROSTER_STORE) private readonly store: RosterStore,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly registry: SessionRegistry,
    private readonly events: SessionEvents,
    private readonly journal: SessionJournal,
  ) {}

  onModuleInit(): void {
    this.events.on('session-opened', ({ session }) => this.#idle.delete(session.bareJid));
    this.events.on('session-ended', ({ session }) => this.#settle(session.bareJid));
    this.accounts.onRemoved((bareJid) => this.#forget(bareJid));
  }

  /** Every account whose roster is in memory or about to be. */
  get known(): string[] {
    return [...this.#loaded.keys(), ...this.#waiting.keys()];
  }

  /** Undefined when it is not in memory, or there is no such account. */
  loaded(owner: string): Roster | undefined {
    return this.#loaded.get(owner);
  }

  /**
   * Calls `work` at once where the roster is in memory, otherwise when it was read; those who wait are called in order, and
   * before anybody who comes later. A roster that is undefined means that there is no such account.
   */
  use<T>(owner: string, work: (roster: Roster | undefined) => T): T | Promise<T> {
    const roster = this.#loaded.get(owner);
    if (roster !== undefined) return work(roster);
    const { handling } = this.journal;
    return new Promise<T>((resolve, reject) => {
      const use = (read: Roster | undefined) => {
        try {
          resolve(this.journal.within(handling, () => work(read)));
        } catch (error) {
          reject(error as Error);
        }
      };
      this.#read(owner, { use, fail: reject });
    });
  }

  /** Reads them and keeps them in memory until {@link release}. */
  async hold(owners: readonly string[]): Promise<void> {
    for (const owner of owners) this.#held.set(owner, (this.#held.get(owner) ?? 0) + 1);
    await Promise.all(owners.map(async (owner) => this.use(owner, () => undefined)));
  }

  release(owners: readonly string[]): void {
    for (const owner of owners) {
      const left = (this.#held.get(owner) ?? 0) - 1;
      if (left > 0) this.#held.set(owner, left);
      else this.#held.delete(owner);
      this.#settle(owner);
    }
  }

  #read(owner: string, waiting: Waiting): void {
    const others = this.#waiting.get(owner);
    if (others !== undefined) {
      others.push(waiting);
      return;
    }
    this.#waiting.set(owner, [waiting]);
    if (this.#unread.push(owner) === 1) setImmediate(() => void this.#readAll());
  }

  async #readAll(): Promise<void> {
    const owners = this.#unread;
    this.#unread = [];
    // Who waits now; where an account is removed meanwhile they do not any more, and what comes is old.
    const lists = owners.map((owner) => this.#waiting.get(owner));
    const each = (tell: (owner: string) => void) =>
      owners.forEach((owner, i) => {
        if (lists[i] !== undefined && this.#waiting.get(owner) === lists[i]) tell(owner);
      });
    try {
      const read = await this.store.load(owners);
      each((owner) => this.#came(owner, read.get(owner)));
    } catch (error) {
      each((owner) => {
        for (const { fail } of this.#take(owner)) fail(error);
      });
    }
  }

  #came(owner: string, contacts: readonly StoredContact[] | undefined): void {
    const roster = contacts === undefined ? undefined : new Roster(contacts);
    if (roster !== undefined) this.#loaded.set(owner, roster);
    for (const { use } of this.#take(owner)) use(roster);
    this.#settle(owner);
  }

  #take(owner: string): readonly Waiting[] {
    const waiting = this.#waiting.get(owner) ?? [];
    this.#waiting.delete(owner);
    return waiting;
  }

  /** Nobody's any more: one of the idle, of whom the longest unused goes. */
  #settle(owner: string): void {
    this.#idle.delete(owner);
    const needed = this.#held.has(owner) || this.registry.ofUser(owner).length > 0;
    if (needed || !this.#loaded.has(owner)) return;
    this.#idle.add(owner);
    for (const oldest of this.#idle) {
      if (this.#idle.size <= MAX_IDLE) break;
      this.#idle.delete(oldest);
      this.#loaded.delete(oldest);
    }
  }

  /** The account is gone and its contacts with it; what is being read of it came too late. */
  #forget(owner: string): void {
    this.#loaded.delete(owner);
    this.#idle.delete(owner);
    for (const { use } of this.#take(owner)) use(undefined);
  }
}
