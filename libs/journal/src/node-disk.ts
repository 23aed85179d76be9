import {
  closeSync,
  constants,
  copyFileSync,
  fdatasync,
  fsync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { JournalDisk, JournalFile } from './journal-disk.js';

/** Sessions hold messages: nobody but the server's own user reads them. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const QUARANTINE = 'quarantine';

class NodeFile implements JournalFile {
  constructor(private readonly fd: number) {}

  write(bytes: Uint8Array, position: number): number {
    return writeSync(this.fd, bytes, 0, bytes.length, position);
  }

  truncate(size: number): void {
    ftruncateSync(this.fd, size);
  }

  sync(done: (error?: Error) => void): void {
    fdatasync(this.fd, (error) => done(error ?? undefined));
  }

  close(): void {
    closeSync(this.fd);
  }
}

/** A folder of this machine. */
export class NodeDisk implements JournalDisk {
  constructor(private readonly folder: string) {}

  prepare(): void {
    mkdirSync(this.folder, { recursive: true, mode: FOLDER_MODE });
  }

  list(): readonly string[] {
    return this.#files('');
  }

  size(name: string): number {
    return statSync(this.#path(name)).size;
  }

  read(name: string, length = Number.POSITIVE_INFINITY): Buffer {
    const fd = openSync(this.#path(name), constants.O_RDONLY);
    try {
      const bytes = Buffer.allocUnsafe(Math.min(length, statSync(this.#path(name)).size));
      let got = 0;
      while (got < bytes.length) {
        const count = readSync(fd, bytes, got, bytes.length - got, got);
        if (count === 0) break;
        got += count;
      }
      return bytes.subarray(0, got);
    } finally {
      closeSync(fd);
    }
  }

  create(name: string): JournalFile {
    return new NodeFile(openSync(this.#path(name), 'wx', FILE_MODE));
  }

  open(name: string): JournalFile {
    return new NodeFile(openSync(this.#path(name), 'r+'));
  }

  remove(name: string): void {
    unlinkSync(this.#path(name));
  }

  syncFolder(done: (error?: Error) => void): void {
    let fd: number;
    try {
      fd = openSync(this.folder, constants.O_RDONLY);
    } catch (error) {
      done(error as Error);
      return;
    }
    fsync(fd, (error) => {
      closeSync(fd);
      done(error ?? undefined);
    });
  }

  quarantine(name: string): boolean {
    if (this.#files(QUARANTINE).includes(name)) return false;
    mkdirSync(this.#path(QUARANTINE), { recursive: true, mode: FOLDER_MODE });
    copyFileSync(this.#path(name), join(this.#path(QUARANTINE), name), constants.COPYFILE_EXCL);
    return true;
  }

  quarantined(): number {
    return this.#files(QUARANTINE).length;
  }

  #files(below: string): string[] {
    try {
      return readdirSync(join(this.folder, below), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  #path(name: string): string {
    return join(this.folder, name);
  }
}
