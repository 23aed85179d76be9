import type { JournalDisk } from './journal-disk.js';

const NAME = 'reserve';
/** What is in flight when the disk fills up, with room to spare: readers pause at once. */
export const RESERVE_BYTES = 4 * 1024 * 1024;

/** Space that is given back when the disk is full, so that what is in flight can still be recorded. */
export class Reserve {
  #there = false;

  constructor(
    private readonly disk: JournalDisk,
    private readonly bytes: number,
  ) {}

  get there(): boolean {
    return this.#there;
  }

  /** Takes the space, unless it is taken; throws where there is none. It is written out: a hole in a file takes no space. */
  take(): void {
    if (this.#there) return;
    if (this.disk.list().includes(NAME)) {
      if (this.disk.size(NAME) === this.bytes) {
        this.#there = true;
        return;
      }
      this.disk.remove(NAME);
    }
    const file = this.disk.create(NAME);
    try {
      const written = file.write(Buffer.alloc(this.bytes, 0x2e), 0);
      if (written < this.bytes) throw new Error('there is no space for the reserve');
      this.#there = true;
    } finally {
      file.close();
      if (!this.#there) this.disk.remove(NAME);
    }
  }

  /** Gives the space back; false where there was none to give. */
  release(): boolean {
    if (!this.#there) return false;
    this.#there = false;
    this.disk.remove(NAME);
    return true;
  }
}
