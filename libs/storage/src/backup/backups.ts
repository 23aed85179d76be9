import type { BackupManifest } from '#contracts';
import { BackupError, type BackupPort } from '#ports';
import { type BackupSource, writeBackup } from './write-backup.js';

/** The running server's backups, one at a time. */
export class Backups implements BackupPort {
  #writing = false;

  constructor(private readonly source: BackupSource) {}

  async write(directory: string): Promise<BackupManifest> {
    if (this.#writing) throw new BackupError('A backup is being written already: wait for it.');
    this.#writing = true;
    try {
      return await writeBackup(this.source, directory);
    } finally {
      this.#writing = false;
    }
  }
}
