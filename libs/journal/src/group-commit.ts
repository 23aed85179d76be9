import type { JournalDisk, JournalFile } from './journal-disk.js';

/**
 * One confirmation of the disk at a time, for all that was written before it began. A segment that was left is confirmed
 * before what came after it, and the folder with it: else a batch could be safe in a file that a power cut takes away.
 */
export class GroupCommit {
  #running = false;
  #stopped = false;
  #current: JournalFile | undefined;
  #written = 0;
  #left: JournalFile[] = [];
  #folder = false;
  #rounds = 0;

  /** @param failed what was not confirmed may be lost, and asking again would not tell: nothing is confirmed after this */
  constructor(
    private readonly disk: JournalDisk,
    private readonly confirm: (batch: number) => void,
    private readonly failed: (error: Error) => void,
  ) {}

  /** How often the disk was asked. */
  get rounds(): number {
    return this.#rounds;
  }

  /** Files are no longer written: they are closed once they are confirmed. */
  leave(...files: readonly JournalFile[]): void {
    this.#left.push(...files);
  }

  folderChanged(): void {
    this.#folder = true;
  }

  /** All up to `batch` is written, the last of it to `current`. */
  request(current: JournalFile, batch: number): void {
    this.#current = current;
    this.#written = batch;
    if (!this.#running) this.#round();
  }

  stop(): void {
    this.#stopped = true;
    for (const file of this.#left.splice(0)) file.close();
  }

  #round(): void {
    const current = this.#current;
    if (current === undefined || this.#stopped) return;
    this.#running = true;
    this.#rounds++;
    const batch = this.#written;
    const left = this.#left.splice(0);
    const folder = this.#folder;
    this.#folder = false;
    const next = (index: number): void => {
      const done = (error?: Error): void => {
        if (error !== undefined) this.#fail(error);
        else next(index + 1);
      };
      const file = left[index] ?? (index === left.length ? current : undefined);
      if (file !== undefined) file.sync(done);
      else if (index === left.length + 1 && folder) this.disk.syncFolder(done);
      else this.#finish(batch, left);
    };
    next(0);
  }

  #finish(batch: number, left: readonly JournalFile[]): void {
    for (const file of left) file.close();
    this.#running = false;
    if (this.#stopped) return;
    this.confirm(batch);
    if (!this.#running && this.#written > batch) this.#round();
  }

  #fail(error: Error): void {
    this.#stopped = true;
    this.failed(error);
  }
}
