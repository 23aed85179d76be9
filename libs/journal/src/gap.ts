import { decodeEntries } from './entry-decoder.js';
import { checksumSeed, FRAME_BYTES, HEADER_BYTES } from './format.js';
import type { JournalDisk } from './journal-disk.js';
import { scanSegment } from './segment-scan.js';
import type { SurveyedSegment } from './survey.js';

/**
 * Batches are missing. Whether what follows belongs to the journal all the same: because one of the missing was safe once, so
 * that this is damage; or because a later batch says that nothing before a certain segment is needed, and from that
 * segment on all is there, so that what is missing was dropped on purpose. If neither, the power went before the missing
 * ones had reached the disk, and what follows was not safe either and means nothing without them.
 * @param rest segments from the gap on
 * @param offset where in the first of them to begin; 0 where the gap lies before it
 * @param missing number of the first missing batch
 */
export function goesOnBehindGap(
  disk: JournalDisk,
  rest: readonly SurveyedSegment[],
  offset: number,
  missing: number,
): boolean {
  /** Segments from whose beginning on no batch is missing so far. */
  const whole = new Set<number>();
  let next: number | undefined;
  for (const [index, { number, name, header, limit }] of rest.entries()) {
    const start = index === 0 ? offset : 0;
    if (header === undefined || (next !== undefined && header.firstBatch !== next)) whole.clear();
    if (header !== undefined && start === 0) {
      if (header.confirmed >= missing) return true;
      whole.add(number);
      next = header.firstBatch;
    }
    const bytes = disk.read(name);
    for (const stretch of scanSegment(bytes, start || HEADER_BYTES, checksumSeed(number))) {
      if (stretch.kind === 'bad' || stretch.batch >= limit) continue;
      if (stretch.confirmed >= missing) return true;
      if (next !== undefined && stretch.batch !== next) whole.clear();
      next = stretch.batch + 1;
      for (const entry of entriesOf(bytes, stretch)) {
        if (entry.kind === 'floor' && whole.has(entry.segment)) return true;
      }
    }
  }
  return false;
}

function entriesOf(bytes: Buffer, { offset, end, at }: { offset: number; end: number; at: number }) {
  try {
    return decodeEntries(bytes, offset + FRAME_BYTES, end, at);
  } catch {
    return [];
  }
}
