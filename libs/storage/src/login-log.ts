import type { DataSource } from 'typeorm';
import { change } from './statement.js';
import type { WriteQueue } from './write-queue.js';

/** Calls `run` once, later; gives the way to call it off. */
export type Schedule = (run: () => void) => () => void;

/** A second: a login is a hint for operators, and a batch of them is one statement. */
export const inOneSecond: Schedule = (run) => {
  const timer = setTimeout(run, 1000);
  timer.unref();
  return () => clearTimeout(timer);
};

/** Last logins, written behind: kept here until the next batch, so that a login never waits for the disk. */
export class LoginLog {
  #pending = new Map<string, number>();
  #cancel: (() => void) | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
    private readonly schedule: Schedule,
    private readonly onError: (error: unknown) => void,
  ) {}

  record(bareJid: string, at: number): void {
    this.#pending.set(bareJid, at);
    this.#arm();
  }

  /** The login of an account that is not in the database yet. */
  pending(bareJid: string): number | undefined {
    return this.#pending.get(bareJid);
  }

  /** Writes what is pending. What cannot be written stays pending for the next try; rejects then. */
  flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    return this.writes.run(async () => {
      const batch = [...this.#pending];
      if (batch.length === 0) return;
      await change(
        this.dataSource,
        `UPDATE account SET last_login_at = login.value ->> 1
         FROM json_each(?) AS login WHERE account.bare_jid = login.value ->> 0`,
        [JSON.stringify(batch)],
      );
      for (const [bareJid, at] of batch) {
        // A login during the write is newer and stays.
        if (this.#pending.get(bareJid) === at) this.#pending.delete(bareJid);
      }
    });
  }

  #arm(): void {
    this.#cancel ??= this.schedule(() => {
      this.flush().catch((error: unknown) => {
        this.onError(error);
        this.#arm();
      });
    });
  }
}
