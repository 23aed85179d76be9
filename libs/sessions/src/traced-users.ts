import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock, TRACED_USER_STORE, type TracedUser, type TracedUserStore } from '#ports';
import { tracing } from '#telemetry';

/** Of whom everything is recorded, whatever the sampling ratios say: edited while the server runs, kept over restarts. */
@Injectable()
export class TracedUsers implements OnModuleInit, OnModuleDestroy {
  readonly #users = new Map<string, TracedUser>();

  constructor(
    @Inject(TRACED_USER_STORE) private readonly store: TracedUserStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.store.purge(this.clock.now());
    for (const user of await this.store.all()) this.#keep(user);
  }

  onModuleDestroy(): void {
    tracing.users.clear();
  }

  /** The next to end first. */
  list(): TracedUser[] {
    const now = this.clock.now();
    // Those whose time is over, and those whose accounts are gone.
    for (const bareJid of this.#users.keys())
      if (!tracing.users.has(bareJid, now)) this.#users.delete(bareJid);
    return [...this.#users.values()].sort((a, b) => a.until - b.until || (a.bareJid < b.bareJid ? -1 : 1));
  }

  find(bareJid: string): TracedUser | undefined {
    return this.list().find((user) => user.bareJid === bareJid);
  }

  /** @param duration ms from now; takes the place of what there was */
  async add(bareJid: string, duration: number, setBy: string): Promise<TracedUser> {
    const setAt = this.clock.now();
    const user = { bareJid, until: setAt + duration, setBy, setAt };
    await this.store.set(user);
    this.#keep(user);
    return user;
  }

  /** False when there was none. */
  async remove(bareJid: string): Promise<boolean> {
    const listed = this.find(bareJid) !== undefined;
    await this.store.remove(bareJid);
    tracing.users.remove(bareJid);
    return listed;
  }

  #keep(user: TracedUser): void {
    this.#users.set(user.bareJid, user);
    tracing.users.add(user.bareJid, user.until);
  }
}
