import type { JournalEntry, JournalPort } from '#ports';

/** A journal that keeps its batches; `broken` refuses them. */
export class RecordingJournal implements JournalPort {
  readonly recording = true;
  readonly batches: JournalEntry[][] = [];
  broken = false;

  append(entries: readonly JournalEntry[]): void {
    if (this.broken) throw new Error('no space left on device');
    this.batches.push([...entries]);
  }
}
