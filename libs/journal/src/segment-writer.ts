import {
  checksumSeed,
  encodeHeader,
  HEADER_BYTES,
  type SegmentHeader,
  sealFrame,
  segmentName,
} from './format.js';
import type { JournalDisk, JournalFile } from './journal-disk.js';

/** The segment that is written to. After a failed write it ends with its last good frame again. */
export class SegmentWriter {
  readonly #seed: number;
  #size = HEADER_BYTES;
  #broken = false;

  private constructor(
    readonly number: number,
    readonly firstBatch: number,
    readonly file: JournalFile,
  ) {
    this.#seed = checksumSeed(number);
  }

  /** Makes a segment; throws, and leaves nothing, where the disk does not take it. */
  static begin(disk: JournalDisk, header: SegmentHeader): SegmentWriter {
    const name = segmentName(header.number);
    const file = disk.create(name);
    try {
      if (file.write(encodeHeader(header), 0) < HEADER_BYTES) throw outOfSpace();
      return new SegmentWriter(header.number, header.firstBatch, file);
    } catch (error) {
      file.close();
      disk.remove(name);
      throw error;
    }
  }

  get size(): number {
    return this.#size;
  }

  /** Could not be brought back to its last good frame: what comes next belongs into a segment of its own. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Puts the checksum for this segment into the frame and writes it, whole or not at all; throws where the disk does not take it. */
  write(frame: Buffer): void {
    sealFrame(frame, this.#seed);
    try {
      if (this.file.write(frame, this.#size) < frame.length) throw outOfSpace();
      this.#size += frame.length;
    } catch (error) {
      this.#cutBack();
      throw error;
    }
  }

  #cutBack(): void {
    try {
      this.file.truncate(this.#size);
    } catch {
      this.#broken = true;
    }
  }
}

/** A short write is how a disk that is nearly full says so. */
function outOfSpace(): Error {
  return Object.assign(new Error('ENOSPC: the write was cut short'), { code: 'ENOSPC' });
}

export function isOutOfSpace(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
