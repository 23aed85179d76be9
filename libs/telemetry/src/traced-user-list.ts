/** Users of whom everything is recorded, each until a time of its own. Asked for stanza after stanza: empty, it costs nothing. */
export class TracedUserList {
  readonly #until = new Map<string, number>();

  /** @param until ms since the epoch */
  add(bareJid: string, until: number): void {
    this.#until.set(bareJid, until);
  }

  remove(bareJid: string): void {
    this.#until.delete(bareJid);
  }

  clear(): void {
    this.#until.clear();
  }

  get empty(): boolean {
    return this.#until.size === 0;
  }

  /** Whether the user is on it at `now`, ms since the epoch. Who is no longer is taken off, so that the list becomes empty again. */
  has(bareJid: string, now: number): boolean {
    const until = this.#until.get(bareJid);
    if (until === undefined) return false;
    if (now < until) return true;
    this.#until.delete(bareJid);
    return false;
  }
}
