/**
 * One writer, in order. TypeORM's SQLite driver shares one connection, on which statements may overtake each other and
 * concurrent transactions collide; so writes wait for each other here. Each write is a single statement, so a read beside
 * the queue sees it whole or not at all; taking offline stanzas reads first, and stays in the queue between the two.
 */
export class WriteQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** Runs `work` after all earlier work, whether that succeeded or not. Rejects as `work` does. */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the storage is closed'));
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** Takes no more work; resolves when what was taken is done. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#tail;
  }
}
