import type { BackupManifest } from '#contracts';
import { BackupError, type BackupPort } from '#ports';

/** Writes down where backups were to go; into `/full` none goes. */
export class MemoryBackups implements BackupPort {
  readonly written: string[] = [];

  async write(directory: string): Promise<BackupManifest> {
    if (directory === '/full') throw new BackupError('There is no space in /full.');
    this.written.push(directory);
    const files = [{ path: 'dormouse.db', bytes: 4096, sha256: 'ab'.repeat(32) }];
    return { format: 1, version: '1.2.3', at: 1000, files };
  }
}
