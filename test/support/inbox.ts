/** A queue a test reads in order; whoever waits learns at once of a new item, or after `timeout` ms that none came. */
export class Inbox<T> {
  readonly #items: T[] = [];
  #waiting: ((item: T) => void) | undefined;

  push(item: T): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting(item);
    else this.#items.push(item);
  }

  /** Takes everything that has come and was not read yet. */
  drain(): T[] {
    return this.#items.splice(0);
  }

  /** The next item; rejects with `complaint()` when none comes within `timeout` ms. One reader at a time. */
  next(timeout: number, complaint: () => string): Promise<T> {
    if (this.#items.length > 0) return Promise.resolve(this.#items.shift() as T);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = undefined;
        reject(new Error(complaint()));
      }, timeout);
      this.#waiting = (item) => {
        clearTimeout(timer);
        resolve(item);
      };
    });
  }
}
