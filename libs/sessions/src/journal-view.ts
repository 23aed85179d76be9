import type { JournalView } from '#contracts';
import type { JournalStatus } from '#ports';

/** The journal as operators see it; null where nothing is journaled. */
export function journalViewOf(status: JournalStatus): JournalView | null {
  if (status.durability === 'none') return null;
  const { bytes, segments, oldestAt, intents, fsync, strainedSince, strainedReason, quarantined } = status;
  const longestAppend = status.longestAppendMicros / 1000;
  return {
    bytes,
    segments,
    oldestAt,
    longestAppend,
    intents,
    fsync,
    strainedSince,
    strainedReason,
    quarantined,
  };
}
