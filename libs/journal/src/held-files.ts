import type { JournalDisk } from './journal-disk.js';
import type { JournalLog } from './journal-options.js';

/** Removes files, those that somebody copies only afterwards. What a crash leaves of them is known not to count. */
export class HeldFiles {
  readonly #later: string[] = [];
  #holders = 0;

  constructor(
    private readonly disk: JournalDisk,
    private readonly log: JournalLog,
  ) {}

  /** From here on every file stays until the answer was called, by this holder and all others. */
  hold(): () => void {
    this.#holders++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      if (--this.#holders === 0) for (const name of this.#later.splice(0)) this.#remove(name);
    };
  }

  remove(name: string): void {
    if (this.#holders > 0) this.#later.push(name);
    else this.#remove(name);
  }

  #remove(name: string): void {
    try {
      this.disk.remove(name);
    } catch (error) {
      this.log.warn(`the journal file ${name} could not be removed: ${String(error)}`);
    }
  }
}
