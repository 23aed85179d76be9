/** Whether the disk takes what it is given, and who wants to know when that changes. */
export class Strain {
  readonly #listeners: ((strained: boolean) => void)[] = [];
  #since: number | null = null;
  #reason: string | null = null;

  get since(): number | null {
    return this.#since;
  }
  get reason(): string | null {
    return this.#reason;
  }

  listen(listener: (strained: boolean) => void): void {
    this.#listeners.push(listener);
  }

  /** @param now ms since the epoch; @param reason what the system said last */
  begin(now: number, reason: string): void {
    this.#reason = reason;
    if (this.#since !== null) return;
    this.#since = now;
    this.#tell(true);
  }

  end(): void {
    if (this.#since === null) return;
    this.#since = this.#reason = null;
    this.#tell(false);
  }

  #tell(strained: boolean): void {
    for (const listener of [...this.#listeners]) listener(strained);
  }
}
