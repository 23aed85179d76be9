import type { JournalDamage } from '#ports';
import { UndecodableError } from './byte-reader.js';
import { decodeEntries } from './entry-decoder.js';
import {
  checksumSeed,
  FORMAT_VERSION,
  FRAME_BYTES,
  HEADER_BYTES,
  type SegmentHeader,
  segmentName,
  segmentNumber,
} from './format.js';
import { goesOnBehindGap } from './gap.js';
import type { JournalDisk } from './journal-disk.js';
import { ReplayState } from './replay-state.js';
import { type Stretch, scanSegment } from './segment-scan.js';
import { type Survey, type SurveyedSegment, survey } from './survey.js';

export interface KeptSegment {
  readonly number: number;
  readonly name: string;
  /** When it was begun, ms since the epoch; 0 where its header is damaged. */
  readonly at: number;
  /** Without what is to be cut. */
  readonly size: number;
}

/** What a journal holds, and what has to be done to its files. Nothing was changed yet. */
export interface Recovery {
  readonly state: ReplayState;
  readonly damage: readonly JournalDamage[];
  /** Oldest first. */
  readonly kept: readonly KeptSegment[];
  /** To be shortened, to their sizes. */
  readonly cuts: ReadonlyMap<string, number>;
  /** To be written anew: a power cut tore them. */
  readonly headers: ReadonlyMap<string, SegmentHeader>;
  /** To be set aside before anything is dropped. */
  readonly quarantine: readonly string[];
  readonly remove: readonly string[];
  readonly floor: number;
  readonly lastSegment: number;
  readonly lastBatch: number;
  /** The last batch that is known to have been safe. */
  readonly confirmed: number;
  readonly crashedAt: number | null;
  readonly batches: number;
}

type Frame = Extract<Stretch, { kind: 'frame' }>;

/** Bytes that are no frame, until it shows whether anything comes behind them. */
interface OpenDamage {
  readonly segment: SurveyedSegment;
  readonly offset: number;
  readonly bytes: number;
  readonly undecodable: boolean;
}

/** A header that is no good, with the number of the batch behind it and the time of the one before. */
interface DamagedHeader {
  readonly open: OpenDamage;
  readonly batch: number;
  readonly at: number;
}

/** Reads a journal: linear in its size, one file in memory at a time. Throws `JournalError` for a newer format only. */
export function recover(disk: JournalDisk): Recovery {
  return new Reading(disk, survey(disk)).run();
}

class Reading {
  readonly #state = new ReplayState();
  readonly #damage: JournalDamage[] = [];
  readonly #kept: KeptSegment[] = [];
  readonly #cuts = new Map<string, number>();
  readonly #mended = new Map<string, SegmentHeader>();
  readonly #quarantine = new Set<string>();
  readonly #remove: string[];
  #open: OpenDamage[] = [];
  readonly #headers: DamagedHeader[] = [];
  #floor: number;
  /** Number of the next batch; null until the first is known. */
  #expected: number | null = null;
  #crashedAt: number | null = null;
  #batches = 0;
  #confirmed = 0;

  constructor(
    private readonly disk: JournalDisk,
    private readonly found: Survey,
  ) {
    this.#remove = [...found.stale];
    this.#floor = found.floor;
  }

  run(): Recovery {
    for (const [index, segment] of this.found.segments.entries()) {
      const end = this.#segment(segment, index);
      if (end === 'all') continue;
      this.#dropFrom(end === 'none' ? index : index + 1);
      break;
    }
    for (const open of this.#open) this.#torn(open);
    for (const damaged of this.#headers) this.#header(damaged);
    return this.#result();
  }

  /** How much of it belongs to the journal: where not all does, the journal ends here although more lies behind. */
  #segment(segment: SurveyedSegment, index: number): 'all' | 'part' | 'none' {
    const { number, name, header, limit } = segment;
    const bytes = this.disk.read(name);
    if (header !== undefined && !this.#meet(header.firstBatch, index, 0)) return 'none';
    this.#confirmed = Math.max(this.#confirmed, header?.confirmed ?? 0);
    const start = Math.min(HEADER_BYTES, bytes.length);
    if (header === undefined) this.#open.push({ segment, offset: 0, bytes: start, undecodable: false });
    let goodEnd = header === undefined ? 0 : start;
    let complete = true;
    for (const stretch of scanSegment(bytes, start, checksumSeed(number))) {
      const { offset, end } = stretch;
      if (stretch.kind === 'bad') {
        this.#open.push({ segment, offset, bytes: end - offset, undecodable: false });
      } else if (stretch.batch < limit && stretch.batch >= (this.#expected ?? 0)) {
        complete = this.#meet(stretch.batch, index, offset);
        if (!complete) break;
        if (!this.#frame(segment, stretch, bytes)) continue;
        goodEnd = end;
        this.#confirmed = Math.max(this.#confirmed, stretch.confirmed);
      }
    }
    if (!complete) {
      this.#open = this.#open.filter((open) => open.segment !== segment);
      this.#open.push({ segment, offset: goodEnd, bytes: bytes.length - goodEnd, undecodable: false });
    }
    if (goodEnd < bytes.length) this.#cuts.set(name, goodEnd);
    this.#kept.push({ number, name, at: header?.at ?? 0, size: goodEnd });
    return complete ? 'all' : 'part';
  }

  /**
   * The next batch found has that number. False where batches are missing before it that nobody was ever told of: what
   * follows was written, but not safe, when the power went, and means nothing without them.
   */
  #meet(batch: number, index: number, offset: number): boolean {
    const expected = this.#expected ?? batch;
    this.#expected = expected;
    const segment = this.found.segments[index] as SurveyedSegment;
    if (batch === expected) {
      for (const open of this.#open.splice(0)) {
        // Behind a tail that was cut, batches go on in the next segment; within one file something is amiss.
        if (open.segment === segment && open.offset === 0)
          this.#headers.push({ open, batch, at: this.#crashedAt ?? 0 });
        else if (open.segment === segment || open.undecodable) this.#corrupt(open);
        else this.#torn(open);
      }
      return true;
    }
    if (batch < expected) return true;
    const rest = this.found.segments.slice(index);
    if (!goesOnBehindGap(this.disk, rest, offset, expected)) return false;
    if (this.#open.length === 0) this.#missing(expected, batch, index, offset);
    for (const open of this.#open.splice(0)) this.#corrupt(open);
    this.#state.gap();
    this.#expected = batch;
    return true;
  }

  /** Applies a frame; false where its entries cannot be read although its checksum is right. */
  #frame(segment: SurveyedSegment, { offset, end, at, batch }: Frame, bytes: Buffer): boolean {
    try {
      for (const entry of decodeEntries(bytes, offset + FRAME_BYTES, end, at)) {
        this.#state.apply(entry, segment.number);
        if (entry.kind === 'floor') this.#floor = Math.max(this.#floor, entry.segment);
      }
    } catch (error) {
      if (!(error instanceof UndecodableError)) throw error;
      this.#open.push({ segment, offset, bytes: end - offset, undecodable: true });
      return false;
    }
    this.#expected = batch + 1;
    this.#crashedAt = at;
    this.#batches++;
    return true;
  }

  #torn({ segment, offset, bytes, undecodable }: OpenDamage): void {
    if (undecodable) this.#quarantine.add(segment.name);
    this.#report(segment, offset, bytes, 'torn-tail', 'The last batch was not written whole; it is cut off.');
  }

  /**
   * A header that is no good, with the batches it begins with behind it: all is there, and it is written anew, unless it once
   * was safe and is damaged. Left as it is, it would look like that at the next start.
   */
  #header({ open, batch, at }: DamagedHeader): void {
    if (this.#confirmed >= batch) return this.#corrupt(open);
    const { number, name } = open.segment;
    const [version, floor, confirmed] = [FORMAT_VERSION, this.#floor, this.#confirmed];
    this.#mended.set(name, { version, number, at, firstBatch: batch, floor, confirmed });
    const detail = 'The power went before the header had reached the disk; the batches behind it are whole.';
    this.#report(open.segment, open.offset, open.bytes, 'torn-tail', detail);
  }

  #corrupt({ segment, offset, bytes, undecodable }: OpenDamage): void {
    this.#quarantine.add(segment.name);
    const detail = undecodable
      ? 'A batch whose checksum is right says what this version cannot read.'
      : 'Bytes that are no batch, with batches behind them.';
    this.#report(segment, offset, bytes, 'corrupt', detail);
  }

  #missing(from: number, to: number, index: number, offset: number): void {
    // What is missing before a segment is missing behind the one before it.
    const at = offset === 0 ? Math.max(0, index - 1) : index;
    const segment = this.found.segments[at] as SurveyedSegment;
    const place = at === index ? offset : this.disk.size(segment.name);
    this.#report(segment, place, 0, 'corrupt', `Batches ${from} to ${to - 1} are missing behind this place.`);
  }

  #dropFrom(index: number): void {
    for (const segment of this.found.segments.slice(index)) {
      this.#remove.push(segment.name);
      const detail = 'Never confirmed: batches before it did not reach the disk.';
      this.#report(segment, 0, this.disk.size(segment.name), 'torn-tail', detail);
    }
  }

  #report(
    { name }: SurveyedSegment,
    offset: number,
    bytes: number,
    kind: JournalDamage['kind'],
    detail: string,
  ): void {
    this.#damage.push({ file: name, offset, bytes, kind, detail });
  }

  #result(): Recovery {
    const floor = this.#floor;
    const { last } = this.found;
    // What a file that should be gone says of sessions was undone when the floor was read.
    const needed = this.#kept.filter(({ number, size }) => number >= floor && size > 0);
    const first = needed[0]?.number ?? last;
    const damage = this.#damage.filter(({ file }) => (segmentNumber(file) ?? 0) >= floor);
    if (first > floor && floor > 0) {
      const detail = 'Segments that are still needed are missing.';
      damage.unshift({ file: segmentName(floor), offset: 0, bytes: 0, kind: 'corrupt', detail });
    }
    const unneeded = this.#kept.filter((segment) => !needed.includes(segment));
    return {
      state: this.#state,
      damage,
      kept: needed,
      cuts: new Map([...this.#cuts].filter(([name]) => needed.some((segment) => segment.name === name))),
      headers: new Map([...this.#mended].filter(([name]) => needed.some((segment) => segment.name === name))),
      quarantine: [...this.#quarantine].filter((name) => (segmentNumber(name) ?? 0) >= floor),
      remove: [...this.#remove, ...unneeded.map(({ name }) => name)],
      // Where no header told it, what is there is what is needed.
      floor: floor || (needed[0]?.number ?? 0),
      lastSegment: last,
      lastBatch: (this.#expected ?? 1) - 1,
      confirmed: this.#confirmed,
      crashedAt: this.#crashedAt,
      batches: this.#batches,
    };
  }
}
