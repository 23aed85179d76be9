import type { RecoveredJournal } from '#ports';
import { BatchWriter } from './batch-writer.js';
import { encodeHeader } from './format.js';
import { Journal } from './journal.js';
import type { JournalFile } from './journal-disk.js';
import { JournalError } from './journal-error.js';
import type { JournalOptions } from './journal-options.js';
import { Placement } from './placement.js';
import { type Recovery, recover } from './recovery.js';

/**
 * Reads the journal back, mends its files and begins a new segment. A damaged file is copied aside before it is touched.
 * Sessions that came back hold their place until they are adopted or recorded as ended.
 * @throws JournalError where the folder cannot be used or a later version wrote it
 */
export function openJournal(options: JournalOptions): {
  readonly journal: Journal;
  readonly recovered: RecoveredJournal;
} {
  try {
    options.disk.prepare();
    const recovery = recover(options.disk);
    const unconfirmed = mend(options, recovery);
    const { numbers } = recovery.state;
    // Where the journal was lost, what stores remember of its intents must not be taken for that of new ones.
    numbers.intent = Math.max(numbers.intent, options.clock.now() * 1000);
    const placement = new Placement(numbers);
    for (const { number, at, size } of recovery.kept) placement.begin(number, at, size);
    const sessions = recovery.state.sessions();
    const intents = recovery.state.intents();
    for (const session of sessions) placement.recover({ ...marks(session) });
    for (const { intent, segment } of intents) placement.keepIntent(intent, segment);
    const { lastSegment, lastBatch, floor } = recovery;
    const confirmed = options.fsync ? recovery.confirmed : lastBatch;
    const writer = new BatchWriter(options, placement, {
      lastSegment,
      lastBatch,
      confirmed,
      floor,
      unconfirmed,
    });
    const journal = new Journal(options, placement, writer, options.disk.quarantined());
    const recovered: RecoveredJournal = {
      sessions,
      intents: intents.map(({ intent }) => intent),
      crashedAt: recovery.crashedAt,
      damage: recovery.damage,
      bytes: recovery.kept.reduce((sum, { size }) => sum + size, 0),
      batches: recovery.batches,
    };
    return { journal, recovered };
  } catch (error) {
    if (error instanceof JournalError || !isSystemError(error)) throw error;
    throw new JournalError('unreadable', `The journal folder cannot be used: ${error.message}`, {
      cause: error,
    });
  }
}

const marks = ({ id, journalNo, journalSegment }: RecoveredJournal['sessions'][number]) => ({
  id,
  journalNo,
  journalSegment,
});

/** Brings the files to what was read of them; answers those whose contents may not have reached the disk. */
function mend({ disk, fsync, log }: JournalOptions, recovery: Recovery): JournalFile[] {
  for (const name of recovery.quarantine) {
    if (disk.quarantine(name)) log.warn(`the damaged journal file ${name} was set aside`);
  }
  for (const name of recovery.remove) disk.remove(name);
  const unconfirmed: JournalFile[] = [];
  for (const { name } of recovery.kept) {
    const size = recovery.cuts.get(name);
    const header = recovery.headers.get(name);
    if (size === undefined && header === undefined && !fsync) continue;
    const file = disk.open(name);
    if (header !== undefined) file.write(encodeHeader(header), 0);
    if (size !== undefined) file.truncate(size);
    if (fsync) unconfirmed.push(file);
    else file.close();
  }
  return unconfirmed;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';
}
