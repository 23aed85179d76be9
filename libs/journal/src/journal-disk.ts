/** One open file of the journal's folder. What is written may be lost in a power cut until {@link sync} said otherwise. */
export interface JournalFile {
  /**
   * Writes at `position` and answers how many bytes were taken, which may be fewer than given.
   * @throws with a `code` of the system, as `ENOSPC`
   */
  write(bytes: Uint8Array, position: number): number;
  /** Cuts the file to that size. Throws with a `code`. */
  truncate(size: number): void;
  /** Asks for all that was written before to be made durable; `done` is called later, with an error where that failed. */
  sync(done: (error?: Error) => void): void;
  close(): void;
}

/** The folder a journal lives in. All but the two syncs take effect at once; errors are thrown with a `code`. */
export interface JournalDisk {
  /** Makes the folder unless it is there. */
  prepare(): void;
  /** Names of the files in it, in no order; nothing where there is no folder. */
  list(): readonly string[];
  size(name: string): number;
  /** A whole file, or its first `length` bytes or fewer. */
  read(name: string, length?: number): Buffer;
  /** A new file; one that is there already is an error. */
  create(name: string): JournalFile;
  /** An existing file, for writing. */
  open(name: string): JournalFile;
  remove(name: string): void;
  /** Makes durable which files there are. */
  syncFolder(done: (error?: Error) => void): void;
  /** Copies a file aside, into a folder of its own; false if a copy of that name is there already. */
  quarantine(name: string): boolean;
  /** How many copies were set aside. */
  quarantined(): number;
}
