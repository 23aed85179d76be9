import { type JournalEntry, type JournalPort, noJournal } from '#ports';

/** A journal that keeps its batches; while `held` none of them is safe. */
export class RecordingJournal implements JournalPort {
  readonly recording = true;
  readonly strained = false;
  readonly batches: JournalEntry[][] = [];
  held = false;
  readonly #waiting: (() => void)[] = [];
  #intent = 0;

  get entries(): JournalEntry[] {
    return this.batches.flat();
  }

  append(entries: readonly JournalEntry[], safe: () => void): void {
    if (entries.length > 0) this.batches.push([...entries]);
    for (const entry of entries)
      if (entry.kind === 'session') entry.session.journalNo ||= this.batches.length;
    if (this.held) this.#waiting.push(safe);
    else safe();
  }

  /** The batch that has waited longest is safe now. */
  releaseOne(): void {
    this.#waiting.shift()?.();
  }

  /** Everything is safe now. */
  release(): void {
    this.held = false;
    for (const safe of this.#waiting.splice(0)) safe();
  }

  intentId(): number {
    return ++this.#intent;
  }

  due = noJournal.due;
  adopt = noJournal.adopt;
  onStrained = noJournal.onStrained;
  status = noJournal.status;
}
