import type { DataSource } from 'typeorm';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { change, rows } from '../statement.js';

/** Kept of one key's changes; the oldest are forgotten first. */
export const KEPT_CHANGES = 1000;

/** `{ value }` as JSON, or null for no value. */
export type Held = { readonly value: unknown } | null;

interface Row {
  readonly seq: number;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly set_by: string;
  readonly at: number;
}

export interface LoggedChange {
  readonly name: string;
  readonly before: Held;
  readonly after: Held;
  readonly setBy: string;
  readonly at: number;
}

const written = (held: Held): string | null => (held === null ? null : JSON.stringify(held.value));
const read = (text: string | null): Held => (text === null ? null : { value: JSON.parse(text) as unknown });

/** A table of changes of named values, grouped by one column, newest first when read. */
export class ChangeLog {
  /** @param key the column whose values have histories of their own */
  constructor(
    private readonly dataSource: DataSource,
    private readonly table: 'limit_change' | 'setting_change',
    private readonly key: 'bare_jid' | 'name',
  ) {}

  /** To be called by the one writer. */
  async append(key: string, { name, before, after, setBy, at }: LoggedChange): Promise<void> {
    const named: [string, unknown][] = [
      ['name', name],
      ['before', written(before)],
      ['after', written(after)],
      ['set_by', setBy],
      ['at', at],
    ];
    const columns = this.key === 'name' ? named : [[this.key, key] as [string, unknown], ...named];
    await change(
      this.dataSource,
      `INSERT INTO ${this.table} (${columns.map(([column]) => column).join(', ')})
       VALUES (${columns.map(() => '?').join(', ')})`,
      columns.map(([, value]) => value),
    );
    await change(
      this.dataSource,
      `DELETE FROM ${this.table} WHERE ${this.key} = ? AND seq <=
        (SELECT seq FROM ${this.table} WHERE ${this.key} = ? ORDER BY seq DESC LIMIT 1 OFFSET ?)`,
      [key, key, KEPT_CHANGES],
    );
  }

  /** Rejects with RangeError when `after` is no cursor of this list. */
  async page(
    key: string,
    { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<{ items: LoggedChange[]; next: string | null }> {
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(after, ['number'])[0];
    const found = await rows<Row>(
      this.dataSource,
      `SELECT seq, name, before, after, set_by, at FROM ${this.table}
       WHERE ${this.key} = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
      [key, before, limit + 1],
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => ({
        name: row.name,
        before: read(row.before),
        after: read(row.after),
        setBy: row.set_by,
        at: row.at,
      })),
      next: last !== undefined && found.length > limit ? encodeCursor([last.seq]) : null,
    };
  }
}
