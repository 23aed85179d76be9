import type { BackupManifest } from '#contracts';

/** The journal's files as they are at one moment; they stay until they are released, also those that are dropped meanwhile. */
export interface JournalPin {
  /** Names within the journal's folder, oldest first; of each file the first so many bytes belong to that moment. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  release(): void;
}

/** A backup that cannot be made or used; the message is one sentence for the operator and says what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** Copies everything that a server needs to be brought back as it is at one moment, while it runs. */
export interface BackupPort {
  /**
   * Writes into `directory` (absolute), which must not exist yet or be empty. Rejects with {@link BackupError}; nothing is
   * left of a backup that failed.
   */
  write(directory: string): Promise<BackupManifest>;
}
