import type { RecoveredJournal } from '#ports';
import type { Journal } from '../journal.js';
import type { JournalOptions } from '../journal-options.js';
import { openJournal } from '../open-journal.js';
import { FakeTime } from './fake-time.js';
import { MemoryDisk } from './memory-disk.js';

/** One life of a server with a journal. */
export interface JournalRoom {
  readonly disk: MemoryDisk;
  readonly time: FakeTime;
  readonly journal: Journal;
  readonly recovered: RecoveredJournal;
  readonly fatal: Error[];
  readonly warnings: string[];
}

/** Small segments and reserve, so that tests see them end. */
export const SEGMENT = 4096;
export const RESERVE = 1024;

export function openRoom(
  disk = new MemoryDisk(),
  options: Partial<Omit<JournalOptions, 'disk'>> & { readonly time?: FakeTime } = {},
): JournalRoom {
  const time = options.time ?? new FakeTime();
  const fatal: Error[] = [];
  const warnings: string[] = [];
  const { journal, recovered } = openJournal({
    disk,
    clock: time,
    loop: time,
    fsync: false,
    segmentBytes: SEGMENT,
    reserveBytes: RESERVE,
    liveBytes: () => 0,
    onFatal: (error) => fatal.push(error),
    log: { warn: (message) => warnings.push(message) },
    ...options,
  });
  return { disk, time, journal, recovered, fatal, warnings };
}
