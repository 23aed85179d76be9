import { createHash } from 'node:crypto';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';

/** Changes that say nothing about what a request did: the log of all tries, and when a key was last seen. */
const TOLD_ANYWAY = ['audit_log', 'sqlite_sequence'];
const WITHOUT: Readonly<Record<string, readonly string[]>> = { api_key: ['last_used_at', 'last_address'] };

/** The database of a running server, looked at from outside. */
export class KeptState {
  private version: number | undefined;
  private last = '';

  private constructor(
    private readonly database: sqlite3.Database,
    private readonly queries: readonly string[],
  ) {}

  static async open(dataDir: string): Promise<KeptState> {
    const database = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened: sqlite3.Database = new sqlite3.Database(
        join(dataDir, 'dormouse.db'),
        sqlite3.OPEN_READONLY,
        (error) => (error === null ? resolve(opened) : reject(error)),
      );
    });
    const tables = await all<{ name: string }>(
      database,
      `SELECT name FROM sqlite_schema WHERE type = 'table'`,
    );
    const queries: string[] = [];
    for (const { name } of tables.filter((table) => !TOLD_ANYWAY.includes(table.name))) {
      const columns = await all<{ name: string }>(database, `PRAGMA table_info("${name}")`);
      const kept = columns.map((column) => column.name).filter((column) => !WITHOUT[name]?.includes(column));
      queries.push(`SELECT ${kept.map((column) => `"${column}"`).join(', ')} FROM "${name}"`);
    }
    return new KeptState(database, queries);
  }

  /** The same for the same rows in every table. Read anew only when another connection has written since (`data_version`). */
  async digest(): Promise<string> {
    const [row] = await all<{ data_version: number }>(this.database, 'PRAGMA data_version');
    if (row?.data_version === this.version) return this.last;
    const hash = createHash('sha256');
    for (const query of this.queries) hash.update(JSON.stringify(await all(this.database, query)));
    this.version = row?.data_version;
    this.last = hash.digest('hex');
    return this.last;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.database.close(() => resolve()));
  }
}

function all<Row>(database: sqlite3.Database, sql: string): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    database.all<Row>(sql, (error, rows) => (error === null ? resolve(rows) : reject(error)));
  });
}
