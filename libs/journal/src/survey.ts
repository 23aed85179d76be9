import {
  decodeHeader,
  FORMAT_VERSION,
  HEADER_BYTES,
  type SegmentHeader,
  segmentName,
  segmentNumber,
} from './format.js';
import type { JournalDisk } from './journal-disk.js';
import { JournalError } from './journal-error.js';

export interface SurveyedSegment {
  readonly number: number;
  readonly name: string;
  /** Undefined where it is damaged. */
  readonly header: SegmentHeader | undefined;
  /** Batches from here on were cut off it: a later segment begins with that number. */
  readonly limit: number;
}

export interface Survey {
  /** Oldest first. */
  readonly segments: readonly SurveyedSegment[];
  /** Files of segments that are not needed and should be gone. */
  readonly stale: readonly string[];
  /** The oldest segment needed, as far as headers know. */
  readonly floor: number;
  /** Highest number of any segment; 0 without one. */
  readonly last: number;
}

/** What is in the folder, by the headers alone. Throws {@link JournalError} for what a later version wrote. */
export function survey(disk: JournalDisk): Survey {
  const found = disk
    .list()
    .flatMap((name) => segmentNumber(name) ?? [])
    .sort((a, b) => b - a);
  let limit = Number.POSITIVE_INFINITY;
  let floor = 0;
  const segments: SurveyedSegment[] = [];
  for (const number of found) {
    const name = segmentName(number);
    const header = readHeader(disk, name, number);
    segments.unshift({ number, name, header, limit });
    if (header === undefined) continue;
    limit = Math.min(limit, header.firstBatch);
    floor = Math.max(floor, header.floor);
  }
  return {
    segments: segments.filter(({ number }) => number >= floor),
    stale: segments.filter(({ number }) => number < floor).map(({ name }) => name),
    floor,
    last: found[0] ?? 0,
  };
}

function readHeader(disk: JournalDisk, name: string, number: number): SegmentHeader | undefined {
  const header = decodeHeader(disk.read(name, HEADER_BYTES));
  if (header === undefined) return undefined;
  if (header.version > FORMAT_VERSION) {
    throw new JournalError(
      'newer-format',
      `The journal file ${name} was written by a later version of Dormouse (format ${header.version}, this one reads ${FORMAT_VERSION}): start that version, or move the journal folder away and lose its sessions.`,
    );
  }
  return header.number === number ? header : undefined;
}
