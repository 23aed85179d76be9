import type { DataSource } from 'typeorm';
import type { HistoryRow, HistoryStore } from '#ports';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

const insert = `
  INSERT INTO history (step, at, figures)
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1) WHERE true
  ON CONFLICT (step, at) DO UPDATE SET figures = excluded.figures`.trim();

export class SqliteHistoryStore implements HistoryStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async write(stretches: readonly HistoryRow[]): Promise<void> {
    if (stretches.length === 0) return;
    const values = stretches.map(({ step, at, figures }) => [step, at, JSON.stringify(figures)]);
    await this.writes.run(() => change(this.dataSource, insert, [JSON.stringify(values)]));
  }

  async read(step: number, from: number): Promise<HistoryRow[]> {
    const found = await rows<{ step: number; at: number; figures: string }>(
      this.dataSource,
      'SELECT step, at, figures FROM history WHERE step = ?1 AND at >= ?2 ORDER BY at',
      [step, from],
    );
    return found.map((row) => ({ ...row, figures: JSON.parse(row.figures) as Record<string, number> }));
  }

  async prune(step: number, before: number): Promise<void> {
    const forget = 'DELETE FROM history WHERE step = ?1 AND at < ?2';
    await this.writes.run(() => change(this.dataSource, forget, [step, before]));
  }
}
