import sqlite3 from 'sqlite3';

/** One bare SQLite connection, for what must happen before or outside TypeORM: the lock and the inspection. */
export interface RawConnection {
  all(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Opens `file`, which may be made unless `readOnly`. Rejects with SQLite's error (`code` is `SQLITE_…`). */
export async function openRawConnection(
  file: string,
  { readOnly }: { readOnly: boolean },
): Promise<RawConnection> {
  const mode = readOnly ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened: sqlite3.Database = new sqlite3.Database(file, mode, (error) =>
      error ? reject(error) : resolve(opened),
    );
  });
  return {
    all: (sql) =>
      new Promise((resolve, reject) => {
        database.all<Record<string, unknown>>(sql, (error, rows) => (error ? reject(error) : resolve(rows)));
      }),
    close: () =>
      new Promise((resolve, reject) => {
        database.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
