/** The session journal: what must outlive the process, and how it comes back. Its format is docs/journal.md. */

export { type InspectedEntry, type InspectedPart, inspectJournal } from './inspect.js';
export { Journal } from './journal.js';
export type { JournalDisk, JournalFile } from './journal-disk.js';
export { JournalError } from './journal-error.js';
export type { JournalLog, JournalOptions } from './journal-options.js';
export { NodeDisk } from './node-disk.js';
export { openJournal } from './open-journal.js';
