import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, OLD_SESSION_STORE, type OldSessionStore } from '#ports';

/** How old the counts may be, ms: pages that follow each other need not count anew. */
const GOOD_FOR = 5_000;

/** Users to one question: their rows are read on the event loop. */
const USERS = 1_000;

/** How many ended sessions of each user are remembered. Read only when somebody looks: an end costs nothing here. */
@Injectable()
export class OldSessionCounts {
  #counts: ReadonlyMap<string, number> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<ReadonlyMap<string, number>> | undefined;

  constructor(
    @Inject(OLD_SESSION_STORE) private readonly store: OldSessionStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By bare JID; users without any are not in it. Whoever asks meanwhile gets the same. */
  async read(): Promise<ReadonlyMap<string, number>> {
    if (this.clock.monotonic() - this.#readAt < GOOD_FOR) return this.#counts;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (let after = ''; ; ) {
      const some = await this.store.countsByUser(after, USERS);
      for (const { bareJid, count } of some) counts.set(bareJid, count);
      const last = some.at(-1);
      if (last === undefined || some.length < USERS) break;
      after = last.bareJid;
    }
    this.#counts = counts;
    this.#readAt = this.clock.monotonic();
    return counts;
  }
}
