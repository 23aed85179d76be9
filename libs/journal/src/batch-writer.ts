import { Confirmations } from './confirmations.js';
import { confirmFrame, FORMAT_VERSION, HEADER_BYTES } from './format.js';
import { GroupCommit } from './group-commit.js';
import type { JournalFile } from './journal-disk.js';
import type { JournalOptions } from './journal-options.js';
import type { Placement } from './placement.js';
import { RESERVE_BYTES, Reserve } from './reserve.js';
import { isOutOfSpace, SegmentWriter } from './segment-writer.js';
import { Strain } from './strain.js';

/** How often a disk that took nothing is tried again, and the reserve with it, ms. */
const RETRY = 1000;
/** Where no further segment can be made, the present one grows by so much before the next try, bytes. */
const ROTATE_AGAIN = 64 * 1024;

interface Waiting {
  readonly frame: Buffer;
  readonly batch: number;
}

/** Where recovery left off. */
export interface Start {
  readonly lastSegment: number;
  readonly lastBatch: number;
  /** The last batch that is known to be safe. */
  readonly confirmed: number;
  readonly floor: number;
  /** Files whose contents may not have reached the disk yet. */
  readonly unconfirmed: readonly JournalFile[];
}

/** Puts frames into segments, in order, and tells when they are safe. What the disk does not take waits. */
export class BatchWriter {
  readonly strain = new Strain();
  /** The oldest segment needed, as far as that is safe itself. */
  floor: number;
  readonly #confirmations: Confirmations;
  readonly #commit: GroupCommit;
  readonly #reserve: Reserve;
  readonly #waiting: Waiting[] = [];
  #segment: SegmentWriter;
  #lastSegment: number;
  #lastBatch: number;
  #rotateAt: number;
  #retrying = false;
  #dead = false;

  /** Begins a segment; throws where the disk does not take it, reserve and all. */
  constructor(
    private readonly options: JournalOptions,
    private readonly placement: Placement,
    start: Start,
  ) {
    this.floor = start.floor;
    this.#lastSegment = start.lastSegment;
    this.#lastBatch = start.lastBatch;
    this.#rotateAt = options.segmentBytes;
    this.#confirmations = new Confirmations(options.loop, start.confirmed);
    this.#commit = new GroupCommit(
      options.disk,
      (batch) => this.#confirmations.confirm(batch),
      (error) => this.#die(error),
    );
    this.#commit.leave(...start.unconfirmed);
    this.#reserve = new Reserve(options.disk, options.reserveBytes ?? RESERVE_BYTES);
    const troubled = this.#takeReserve();
    try {
      this.#segment = this.#begin(start.lastBatch + 1);
    } catch (error) {
      if (!this.#reserve.release()) throw error;
      this.#segment = this.#begin(start.lastBatch + 1);
    }
    if (options.fsync) this.#commit.request(this.#segment.file, this.#lastBatch);
    this.#settle(troubled);
  }

  get confirmed(): number {
    return this.#confirmations.confirmed;
  }
  get syncs(): number {
    return this.#commit.rounds;
  }

  /** A number for the next batch. */
  next(): number {
    return ++this.#lastBatch;
  }

  /** Tells when the batch written last is safe. */
  wait(safe: () => void): void {
    if (!this.#dead) this.#confirmations.wait(this.#lastBatch, safe);
  }

  /** Tells when all is safe, or when there is no use in waiting for it. */
  settle(done: () => void): void {
    if (this.#dead || this.#waiting.length > 0) done();
    else this.wait(done);
  }

  /** Goes on in another segment where the present one is full. */
  rotate(): void {
    if (this.#segment.size < this.#rotateAt || this.#waiting.length > 0 || this.#dead) return;
    // Of two segments that the disk has not confirmed a power cut may keep the later and tear the earlier.
    if (this.options.fsync && this.confirmed < this.#segment.firstBatch) return;
    try {
      this.#next(this.#lastBatch + 1);
    } catch (error) {
      this.#rotateAt = this.#segment.size + ROTATE_AGAIN;
      this.options.log.warn(`no further journal segment can be made: ${String(error)}`);
    }
  }

  /**
   * Takes a frame whose checksum is still to be put in; its bytes may be reused afterwards. `safe` comes before those that wait
   * later. Answers what the disk said where it did not take the frame, which waits then.
   */
  write(frame: Buffer, batch: number, safe: (() => void) | undefined): unknown {
    if (this.#dead) return undefined;
    if (safe !== undefined) this.#confirmations.wait(batch, safe);
    if (this.#waiting.length > 0) {
      this.#waiting.push({ frame: Buffer.from(frame), batch });
      return undefined;
    }
    try {
      this.#segment.write(frame);
    } catch (error) {
      this.#waiting.push({ frame: Buffer.from(frame), batch });
      const freed = isOutOfSpace(error) && this.#reserve.release();
      this.#settle(freed ? (this.#drain() ?? error) : error);
      return error;
    }
    this.#written(frame.length, batch);
    return undefined;
  }

  close(): void {
    this.#dead = true;
    this.#commit.stop();
    this.#segment.file.close();
  }

  #written(bytes: number, batch: number): void {
    this.placement.grow(bytes);
    if (this.options.fsync) this.#commit.request(this.#segment.file, batch);
    else this.#confirmations.confirm(batch);
  }

  /** Writes what waits; answers what the disk said where it took not all of it. */
  #drain(): unknown {
    for (;;) {
      const first = this.#waiting[0];
      if (first === undefined) return undefined;
      try {
        if (this.#segment.broken) this.#next(first.batch);
        confirmFrame(first.frame, this.confirmed);
        this.#segment.write(first.frame);
      } catch (error) {
        return error;
      }
      this.#waiting.shift();
      this.#written(first.frame.length, first.batch);
    }
  }

  /** Begins or ends the strain, as things stand now. @param error what the system said last */
  #settle(error: unknown): void {
    if (this.#waiting.length === 0 && this.#reserve.there) {
      this.strain.end();
      return;
    }
    this.strain.begin(this.options.clock.now(), error instanceof Error ? error.message : String(error));
    if (this.#retrying) return;
    this.#retrying = true;
    this.options.loop.after(RETRY, () => {
      this.#retrying = false;
      if (!this.#dead) this.#settle(this.#drain() ?? this.#takeReserve());
    });
  }

  #takeReserve(): unknown {
    try {
      this.#reserve.take();
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** Leaves the present segment for another one. */
  #next(firstBatch: number): void {
    const left = this.#segment.file;
    this.#segment = this.#begin(firstBatch);
    if (this.options.fsync) this.#commit.leave(left);
    else left.close();
    this.#rotateAt = this.options.segmentBytes;
  }

  #begin(firstBatch: number): SegmentWriter {
    const at = this.options.clock.now();
    const number = ++this.#lastSegment;
    const segment = SegmentWriter.begin(this.options.disk, {
      version: FORMAT_VERSION,
      number,
      at,
      firstBatch,
      // The very first segment is the oldest needed.
      floor: this.floor || number,
      confirmed: this.confirmed,
    });
    this.floor ||= number;
    this.placement.begin(number, at, HEADER_BYTES);
    this.#commit.folderChanged();
    return segment;
  }

  #die(error: Error): void {
    this.#dead = true;
    this.options.onFatal(error);
  }
}
