/** A user of whom everything is recorded in traces. Times are ms since the epoch. */
export interface TracedUser {
  readonly bareJid: string;
  readonly until: number;
  readonly setBy: string;
  readonly setAt: number;
}

export interface TracedUserStore {
  /** All there are, those whose time is over among them. */
  all(): Promise<TracedUser[]>;
  set(user: TracedUser): Promise<void>;
  /** True if there was one. */
  remove(bareJid: string): Promise<boolean>;
  /** Forgets whose time was over at `now`. */
  purge(now: number): Promise<void>;
}
