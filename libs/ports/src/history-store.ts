/** Figures of one stretch of time: `step` ms that begin at `at` (ms since the epoch, a multiple of the step). */
export interface HistoryRow {
  readonly step: number;
  readonly at: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** The past of the figures, bounded by who writes it. */
export interface HistoryStore {
  /** Writes all in one transaction; a stretch that is there already is replaced. */
  write(rows: readonly HistoryRow[]): Promise<void>;
  /** Those of `step` that begin at `from` or later, oldest first. */
  read(step: number, from: number): Promise<HistoryRow[]>;
  /** Forgets those of `step` that begin before `before`. */
  prune(step: number, before: number): Promise<void>;
}
