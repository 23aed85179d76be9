import type { HistoryRow, HistoryStore } from '#ports';

export class MemoryHistory implements HistoryStore {
  rows: HistoryRow[] = [];
  /** Every write so far, by how many rows it had. */
  readonly writes: number[] = [];
  failing = false;

  async write(rows: readonly HistoryRow[]): Promise<void> {
    if (this.failing) throw new Error('disk on fire');
    if (rows.length > 0) this.writes.push(rows.length);
    for (const row of rows) {
      this.rows = this.rows.filter(({ step, at }) => step !== row.step || at !== row.at);
      this.rows.push(row);
    }
  }

  async read(step: number, from: number): Promise<HistoryRow[]> {
    return this.rows.filter((row) => row.step === step && row.at >= from).sort((a, b) => a.at - b.at);
  }

  async prune(step: number, before: number): Promise<void> {
    this.rows = this.rows.filter((row) => row.step !== step || row.at >= before);
  }
}
