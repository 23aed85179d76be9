import type { DataSource } from 'typeorm';
import type { AuditEntry, AuditFilter, AuditRecord } from '#ports';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

type Row = Required<AuditEntry> & { readonly seq: number };

/** Begins with WITH, because the driver gives no RETURNING rows for what begins with INSERT. */
const append = `WITH line AS (SELECT 1)
  INSERT INTO audit_log (at, actor, via, address, action, target, detail, "before", "after", result)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM line RETURNING seq`;

/** What each filter asks of a row; `instr` takes its text as it stands, where LIKE would have wildcards in it. */
const conditions = {
  actor: 'actor = ?',
  action: 'action = ?',
  target: 'instr(target, ?) > 0',
  result: 'instr(result, ?) = 1',
  from: 'at >= ?',
  to: 'at < ?',
} as const satisfies Record<keyof AuditFilter, string>;

/** Who did what; only ever appended to. */
export class SqliteAuditLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  /** Answers the entry's id. */
  async append(entry: AuditEntry): Promise<string> {
    const { at, actor, via = null, address = null, action, target, detail } = entry;
    const { before = null, after = null, result } = entry;
    const [row] = await this.writes.run(() =>
      rows<{ seq: number }>(this.dataSource, append, [
        at,
        actor,
        via,
        address,
        action,
        target,
        detail,
        before,
        after,
        result,
      ]),
    );
    return String(row?.seq);
  }

  /** In the order of entry, newest first. Rejects with RangeError when `after` is no cursor of this list. */
  async page(
    query: AuditFilter & { after?: string | undefined; limit: number },
  ): Promise<{ items: AuditRecord[]; next: string | null }> {
    const wheres: string[] = [];
    const values: unknown[] = [];
    if (query.after !== undefined) {
      wheres.push('seq < ?');
      values.push(decodeCursor(query.after, ['number'])[0]);
    }
    for (const [name, condition] of Object.entries(conditions)) {
      const value = query[name as keyof AuditFilter];
      if (value === undefined) continue;
      wheres.push(condition);
      values.push(value);
    }
    const where = wheres.length === 0 ? '' : `WHERE ${wheres.join(' AND ')}`;
    const found = await rows<Row>(
      this.dataSource,
      `SELECT * FROM audit_log ${where} ORDER BY seq DESC LIMIT ?`,
      [...values, query.limit + 1],
    );
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(({ seq, ...entry }) => ({ id: String(seq), ...entry })),
      next: last && found.length > items.length ? encodeCursor([last.seq]) : null,
    };
  }
}
